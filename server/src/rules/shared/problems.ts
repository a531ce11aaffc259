import type { DescriptorDocument } from '../../descriptor/document';
import type { SyntaxProblem, SyntaxProblemCode } from '../../descriptor/syntaxProblems';
import type { Code } from '../../descriptor/codes';
import type { Report } from '../rule';

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

/** A token of the document as a message can quote it: on one line and not too long. */
export function shortenToken(token: string): string {
  const line = token.replace(/\s+/g, ' ');
  return line.length > 40 ? line.slice(0, 39) + '…' : line;
}

/** A character by its number, as Unicode writes it: `U+FEFF`. */
export function formatCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
