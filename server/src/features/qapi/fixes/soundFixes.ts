import type { Dialect } from '../../../qapi/check/dialect';
import type { QapiFinding, QapiFix } from '../../../qapi/check/finding';
import type { TextRange } from '../../../text/lineIndex';
import { applyEdits, areApplicable, type TextEdit } from '../../../text/textEdit';
import { findHome, isFull, listAllProblems } from '../problems';
import { QapiFile } from '../qapiFile';
import { View } from '../view';
import { listFixes } from './listFixes';

/** Trying a fix checks the whole schema again. */
const MAX_TRIALS = 10;

/** Tries the fixes of findings on copies of a schema; the original stays as it is. */
export class FixTrials {
  private readonly tried = new Map<string, boolean>();
  private trials = 0;

  constructor(
    private readonly file: QapiFile,
    private readonly views: readonly View[],
    private readonly dialect: Dialect,
  ) {}

  /** Lists the fixes that remove their finding without a new one at the changed places; none after ten trials. */
  listSoundFixes(finding: QapiFinding): readonly QapiFix[] {
    if (this.trials >= MAX_TRIALS) return [];
    return listFixes(finding, this.file).filter(({ edits }) => {
      const key = JSON.stringify([finding.code, edits]);
      const known = this.tried.get(key) ?? (this.trials++ < MAX_TRIALS && this.isSound(finding, edits));
      this.tried.set(key, known);
      return known;
    });
  }

  private isSound({ code }: QapiFinding, edits: readonly TextEdit[]): boolean {
    const { file, dialect } = this;
    const view = findHome(file, this.views);
    const fixed = view && changeFile(file, view, edits);
    if (!fixed) return false;
    const before = listAllProblems(file, view, dialect);
    return isBetter(code, before, listAllProblems(fixed.file, fixed.view, dialect), edits);
  }
}

/** Whether edits leave fewer findings of a code, and no new finding at the changed places. */
export function isBetter(
  code: string,
  before: readonly QapiFinding[],
  after: readonly QapiFinding[],
  edits: readonly TextEdit[],
): boolean {
  const count = (found: readonly QapiFinding[]): number => found.filter((each) => each.code === code).length;
  // A list that is full may have had more of them.
  const isFewer = count(after) < count(before) || (isFull(before) && isFull(after));
  return isFewer && hasNothingNew(before, after, edits);
}

/** Applies edits to a file of a view; undefined if they cannot be applied. */
export function changeFile(
  file: QapiFile,
  view: View,
  edits: readonly TextEdit[],
): { readonly file: QapiFile; readonly view: View } | undefined {
  if (!areApplicable(file.text, edits)) return undefined;
  const fixed = new QapiFile(file.path, applyEdits(file.text, edits));
  const get = (path: string): QapiFile | undefined => (path === file.path ? fixed : view.files.get(path));
  return { file: fixed, view: new View(view.root, get) };
}

/** Whether the changed places have no more findings of a code than before. */
function hasNothingNew(
  before: readonly QapiFinding[],
  after: readonly QapiFinding[],
  edits: readonly TextEdit[],
): boolean {
  const known = countInside(before, edits);
  return [...countInside(after, listInserted(edits))].every(([code, n]) => n <= (known.get(code) ?? 0));
}

function countInside(found: readonly QapiFinding[], places: readonly TextRange[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, range } of found)
    if (places.some(({ start, end }) => start <= range.start && range.start < end))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
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
