import type { SyntaxProblem } from '../syntaxProblem';
import type { Wrapping } from './findWrapping';

/** The problem that something around or instead of JSON is. */
export function describeWrapping({ kind, range, edits, others }: Wrapping): SyntaxProblem {
  const hidesParts = true;
  if (kind === 'conflict') return { code: 'json-merge-conflict', range, edits, others, hidesParts };
  if (kind === 'before') return { code: 'json-extra-content', detail: kind, range, edits, hidesParts: false };
  return { code: 'json-foreign-format', detail: kind, range, edits, hidesParts };
}
