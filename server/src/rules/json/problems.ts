import type { DescriptorDocument } from '../../descriptor/document';
import type { SyntaxProblem, SyntaxProblemKind } from '../../descriptor/syntaxProblems';
import type { Fix, Report } from '../rule';

/** A report for each problem of one kind. */
export function* reportProblems(
  document: DescriptorDocument,
  kind: SyntaxProblemKind,
  describe: (problem: SyntaxProblem, token: string) => { message: string; fixes?: readonly Fix[] },
): Generator<Report> {
  for (const problem of document.syntax.problems) {
    if (problem.kind !== kind) continue;
    const token = document.text.slice(problem.range.start, problem.range.end);
    yield { range: problem.range, ...describe(problem, token) };
  }
}

/** A token of the document as a message can quote it: on one line and not too long. */
export function shortened(token: string): string {
  const line = token.replace(/\s+/g, ' ');
  return line.length > 40 ? line.slice(0, 39) + '…' : line;
}

/** A character by its number, as Unicode writes it: `U+FEFF`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
