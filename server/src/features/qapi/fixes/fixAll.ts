import type { Dialect } from '../../../qapi/check/dialect';
import type { QapiFinding } from '../../../qapi/check/finding';
import { findChangedPart } from '../../../text/changedPart';
import { touch, type TextEdit } from '../../../text/textEdit';
import { findHome, listAllProblems } from '../problems';
import type { QapiFile } from '../qapiFile';
import type { View } from '../view';
import { listFixes } from './listFixes';
import { changeFile, isBetter } from './soundFixes';

/** The findings whose first fix changes neither the meaning of the schema nor the words of its documentation, in the order of fixing. */
const SAFE: readonly string[] = [
  'shape/flag-only-true',
  'shape/flag-only-false',
  'doc/no-space-after-hash',
  'doc/old-note',
  'doc/old-example',
  'style/one-space-after-sentence',
  'style/line-too-long',
];

/** One fix can make another one possible. */
const MAX_ROUNDS = 5;

/** Whether the first fix of findings with a code is safe. */
export function isSafe(code: string): boolean {
  return SAFE.includes(code);
}

/** Applies all safe fixes of a file as one edit of the part that changes; undefined if nothing does. */
export function fixAll(file: QapiFile, views: readonly View[], dialect: Dialect): TextEdit | undefined {
  const home = findHome(file, views);
  if (!home) return undefined;
  let current = { file, view: home };
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { text } = current.file;
    for (const code of SAFE) current = fixCode(code, current, dialect);
    if (current.file.text === text) break;
  }
  return findChangedPart(file.text, current.file.text);
}

interface State {
  readonly file: QapiFile;
  readonly view: View;
}

/** Fixes the findings with a code, if that adds no finding at the changed places. */
function fixCode(code: string, state: State, dialect: Dialect): State {
  const before = listAllProblems(state.file, state.view, dialect);
  const edits = collectEdits(
    before.filter((each) => each.code === code),
    state.file,
  );
  const fixed = edits.length > 0 ? changeFile(state.file, state.view, edits) : undefined;
  if (!fixed) return state;
  const after = listAllProblems(fixed.file, fixed.view, dialect);
  return isBetter(code, before, after, edits) ? fixed : state;
}

/** Lists the edits of the first fixes, without those that touch another one: a later round makes them. */
function collectEdits(found: readonly QapiFinding[], file: QapiFile): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of found) {
    const edits = listFixes(finding, file)[0]?.edits ?? [];
    const last = taken.at(-1);
    const isFree = edits.every((edit) => !last || (edit.start > last.end && !touch(edit, last)));
    if (isFree) taken.push(...edits);
  }
  return taken;
}
