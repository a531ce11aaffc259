import type { DescriptorDocument } from '../../descriptor/document';
import { findIndent, render } from '../../descriptor/edits';
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

/** Every mistake in the syntax is reported by the rule with its code. */
const getCode = ({ code }: SyntaxProblem): Code => code;

/** A report for each problem with one code. */
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
 * The fix that repairs a problem, after the one that repairs them all where there are more: a part of the repair leaves no JSON.
 * @param safe whether the first one keeps what the author surely meant
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

/** The fix that repairs all mistakes of JSON, and moves the comments to the tags; none where there is only one kind. */
export function repairAll(document: DescriptorDocument): Fix[] {
  const parts = [
    ...document.syntax.problems.map((problem) => listRepairs(document, problem)),
    ...moveComments(document).map((fix) => fix.edits),
  ].filter(({ length }) => length > 0);
  const edits = parts.flat().sort((a, b) => a.start - b.start);
  return parts.length > 1
    ? [{ title: t('Repair all JSON mistakes'), edits, keepsComments: true, repairsAll: true }]
    : [];
}

/** The edits of a problem, with a value that the schema allows in the place of one that is missing. */
function listRepairs(document: DescriptorDocument, { edits = [] }: SyntaxProblem): readonly TextEdit[] {
  return edits.map((edit) =>
    edit.newText === MISSING_VALUE
      ? { ...edit, newText: ` ${suggestMissingValue(document, edit.start)}` }
      : edit,
  );
}

/** A value, as text, for the member whose name or colon ends at `offset`. */
function suggestMissingValue(document: DescriptorDocument, offset: number): string {
  const member = document
    .nodesOf('object')
    .flatMap(({ members }) => members)
    .findLast(({ json }) => json.end === offset);
  const type = member?.allowed?.member.type;
  const value = type ? suggestValue({ name: member.name, type }, document.view, document.context.schema) : '';
  return render(document.text, value, findIndent(document.text, offset));
}

/** Says that a mistake is there more than once. */
export function sayMore({ more = 0 }: SyntaxProblem): string {
  if (more === 0) return '';
  return more === 1 ? ` ${t('One more place is like it.')}` : ` ${t('{0} more places are like it.', more)}`;
}

/** A token of the document as a message can quote it: on one line and not too long. */
export function shortenToken(token: string): string {
  const line = token.replace(/\s+/g, ' ');
  return line.length > 40 ? line.slice(0, 39) + '…' : line;
}

/** A character by its number, as Unicode writes it: `U+FEFF`. */
export function formatCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
