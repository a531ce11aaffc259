import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';

/** A part of a string that JSON does not allow. */
export interface BadPart {
  readonly detail: 'escape' | 'control';
  /** Replaces the part with its likely meaning. */
  readonly edit: TextEdit;
  readonly range: TextRange;
}

/**
 * Lists the invalid escapes and raw control characters of a string, in their order. In a Windows path, each single backslash belongs to
 * the path.
 */
export function* findBadParts(text: string, string: TextRange): Generator<BadPart> {
  const content = text.slice(string.start, string.end);
  // eslint-disable-next-line no-control-regex -- the pattern searches for control characters
  const part = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|(u[0-9a-fA-F]{0,3}|[^]|$))|[\u0000-\u001f]/g;
  const parts = [...content.matchAll(part)];
  const isPath = /^"[A-Za-z]:\\/.test(content) && parts.some(([, bad]) => bad !== undefined);
  for (const { 0: token, 1: bad, index } of parts) {
    const start = string.start + index;
    const range = { start, end: start + token.length };
    if (!token.startsWith('\\'))
      yield { detail: 'control', range, edit: { ...range, newText: JSON.stringify(token).slice(1, -1) } };
    else if (bad !== undefined || (isPath && /\w/.test(token.charAt(1))))
      yield { detail: 'escape', range, edit: { start, end: start, newText: '\\' } };
  }
}
