import type { DescriptorDocument } from '../../descriptor/document';
import { findIndent, render } from '../../descriptor/edits';
import { Kept } from '../../descriptor/kept';
import { suggestValue } from '../../descriptor/suggestedValue';
import {
  MISSING_NAME,
  MISSING_VALUE,
  type SyntaxProblem,
  type SyntaxProblemCode,
} from '../../descriptor/syntaxProblem';
import type { Code } from '../../descriptor/codes';
import type { TextEdit } from '../../text/textEdit';
import { t } from '../../text/translations';
import type { Fix, Report } from '../rule';
import { moveComments } from './comments';

/** A mistake in the syntax is reported by the rule with its code. */
const getCode = ({ code }: SyntaxProblem): Code => code;

/** Reports each problem with one code. */
export function* reportProblems(
  document: DescriptorDocument,
  code: SyntaxProblemCode,
  describe: (problem: SyntaxProblem, token: string) => Omit<Report, 'range'>,
): Generator<Report> {
  for (const problem of document.syntax.problems) {
    if (getCode(problem) !== code) continue;
    const token = document.text.slice(problem.range.start, problem.range.end);
    yield { range: problem.range, ...describe(problem, token) };
  }
}

/**
 * Proposes to repair a problem, and first, if there are several, to repair all of them: a partial repair is not valid JSON.
 * @param safe whether the repair of this problem certainly keeps what the author meant
 */
export function repairProblem(
  document: DescriptorDocument,
  problem: SyntaxProblem,
  title: string,
  safe = false,
): Fix[] {
  const edits = listRepairs(document, problem);
  if (edits.length === 0) return [];
  const isInvented = problem.edits?.some(
    ({ newText }) => newText === MISSING_VALUE || newText === MISSING_NAME,
  );
  return [...repairAll(document), { title, edits, safe: safe && !isInvented }];
}

/** Proposes to repair all mistakes of JSON and move the comments to the tags; nothing if there is only one kind of mistake. */
export function repairAll(document: DescriptorDocument): readonly Fix[] {
  return repairs.of(document, () => proposeRepairs(document));
}

/** Every problem proposes the same repair, so it is worked out once for each document. */
const repairs = new Kept<readonly Fix[]>();

function proposeRepairs(document: DescriptorDocument): readonly Fix[] {
  const parts = [
    ...document.syntax.problems.map((problem) => listRepairs(document, problem)),
    ...moveComments(document).map((fix) => fix.edits),
  ].filter(({ length }) => length > 0);
  const edits = parts.flat().sort((a, b) => a.start - b.start);
  return parts.length > 1
    ? [{ title: t('Fix all JSON problems'), edits, keepsComments: true, repairsAll: true }]
    : [];
}

/** Returns the edits of a problem, with a value that the schema allows in place of a missing one. */
function listRepairs(document: DescriptorDocument, { edits = [] }: SyntaxProblem): readonly TextEdit[] {
  return edits.map((edit) =>
    edit.newText === MISSING_VALUE
      ? { ...edit, newText: ` ${suggestMissingValue(document, edit.start)}` }
      : edit,
  );
}

/** Returns a value, as text, for the member whose name or colon ends at `offset`. */
function suggestMissingValue(document: DescriptorDocument, offset: number): string {
  const member = document
    .nodesOf('object')
    .flatMap(({ members }) => members)
    .findLast(({ json }) => json.end === offset);
  const type = member?.allowed?.member.type;
  const value = type ? suggestValue({ name: member.name, type }, document.view, document.context.schema) : '';
  return render(document.text, value, findIndent(document.text, offset));
}

/** Says how often a mistake occurs in other places. */
export function sayMore({ more = 0 }: SyntaxProblem): string {
  if (more === 0) return '';
  return more === 1 ? ` ${t('Found in 1 more place.')}` : ` ${t('Found in {0} more places.', more)}`;
}

/** Shortens a token for a message, on one line. */
export function shortenToken(token: string): string {
  const line = token.replace(/\s+/g, ' ');
  return line.length > 40 ? line.slice(0, 39) + '…' : line;
}

/** Returns the number of a character in Unicode’s notation, such as `U+FEFF`. */
export function formatCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
