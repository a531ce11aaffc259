import type { SyntaxProblem } from '../syntaxProblem';
import type { Wrapping } from './findWrapping';

/** Makes a problem of text around or instead of JSON. */
export function describeWrapping({ kind, range, edits, others }: Wrapping): SyntaxProblem {
  const hidesParts = true;
  if (kind === 'conflict') return { code: 'json-merge-conflict', range, edits, others, hidesParts };
  if (kind === 'before') return { code: 'json-extra-content', detail: kind, range, edits, hidesParts: false };
  return { code: 'json-foreign-format', detail: kind, range, edits, hidesParts };
}
