import { checkSchema } from '../../qapi/check/checkSchema';
import type { Dialect } from '../../qapi/check/dialect';
import { MAX_FINDINGS as MAX_COLLECTED, type QapiFinding } from '../../qapi/check/finding';
import { findMainSchema } from '../../qapi/paths';
import type { QapiFile } from './qapiFile';
import type { View } from './view';

/** What checking the schema of a view found. */
type Checked = ReturnType<typeof checkSchema>;

/** A view with another text is another view, so its findings are kept with it. */
const checkedViews = new WeakMap<View, Map<Dialect, Checked>>();

/** The maximum number of findings that are shown in a file. */
const MAX_FINDINGS = 200;

/**
 * Lists what is wrong in a file, in the order of its text. If these are too many, the layout of documentation is left out first.
 *
 * @param views those that the file is seen from
 */
export function listProblems(
  file: QapiFile,
  views: readonly View[],
  dialect: Dialect,
): readonly QapiFinding[] {
  const view = findHome(file, views);
  const found = view ? listAllProblems(file, view, dialect) : [];
  if (found.length <= MAX_FINDINGS) return found;
  const kept = [...found].sort((a, b) => Number(isStyle(a)) - Number(isStyle(b))).slice(0, MAX_FINDINGS);
  return kept.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Lists what is wrong in a file of a view, however much it is. */
export function listAllProblems({ path }: QapiFile, view: View, dialect: Dialect): readonly QapiFinding[] {
  return checkView(view, dialect).get(path) ?? [];
}

/** Whether a list of all problems has as many as the check collects, so others may be missing. */
export function isFull(found: readonly QapiFinding[]): boolean {
  return found.length >= MAX_COLLECTED;
}

function isStyle({ code }: QapiFinding): boolean {
  return code.startsWith('style/');
}

/** Returns the view that a file is checked in, as on the command line: that of the main schema in its folder, if it is a part of it. */
export function findHome(file: QapiFile, views: readonly View[]): View | undefined {
  const main = findMainSchema(file.path);
  return views.find(({ root }) => root === main) ?? views[0];
}

/** Checks all files of a view; the result is kept with it. */
export function checkView(view: View, dialect: Dialect): Checked {
  const known = checkedViews.get(view) ?? new Map<Dialect, Checked>();
  checkedViews.set(view, known);
  const before = known.get(dialect);
  if (before) return before;
  const checked = checkSchema(view.schema, dialect);
  known.set(dialect, checked);
  return checked;
}
