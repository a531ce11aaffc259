import type { Dialect } from '../../qapi/check/dialect';
import type { QapiFinding, QapiFix } from '../../qapi/check/finding';
import type { TextRange } from '../../text/lineIndex';
import { applyEdits, areApplicable, type TextEdit } from '../../text/textEdit';
import { findHome, listAllProblems } from './problems';
import { QapiFile } from './qapiFile';
import { View } from './view';

/** Trying a fix checks the whole schema again. */
const MAX_TRIALS = 10;

/** Tries the fixes of findings on copies of a schema; the original stays as it is. */
export class FixTrials {
  private trials = 0;

  constructor(
    private readonly file: QapiFile,
    private readonly views: readonly View[],
    private readonly dialect: Dialect,
  ) {}

  /** Lists the fixes that remove their finding without a new one at the changed places; none after ten trials. */
  listSoundFixes({ code, fixes = [] }: QapiFinding): readonly QapiFix[] {
    return fixes.filter(({ edits }) => this.trials++ < MAX_TRIALS && this.isSound(code, edits));
  }

  private isSound(code: string, edits: readonly TextEdit[]): boolean {
    const { file, dialect } = this;
    const view = findHome(file, this.views);
    if (!view || !areApplicable(file.text, edits)) return false;
    const fixed = new QapiFile(file.path, applyEdits(file.text, edits));
    const others = new View(view.root, (path) => (path === file.path ? fixed : view.files.get(path)));
    const before = listAllProblems(file, view, dialect);
    const after = listAllProblems(fixed, others, dialect);
    const count = (found: readonly QapiFinding[]): number =>
      found.filter((each) => each.code === code).length;
    const places = listInserted(edits);
    const isInside = ({ range }: QapiFinding): boolean =>
      places.some(({ start, end }) => start <= range.start && range.start < end);
    return count(after) < count(before) && !after.some(isInside);
  }
}

/** Returns where the new texts of edits are afterwards. */
function listInserted(edits: readonly TextEdit[]): readonly TextRange[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, newText }) => {
      const place = { start: start + shift, end: start + shift + newText.length };
      shift += newText.length - (end - start);
      return place;
    });
}
