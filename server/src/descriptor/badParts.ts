import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';

/** What JSON does not allow inside of a string. */
export interface BadPart {
  readonly detail: 'escape' | 'control';
  /** Makes the part what it was likely meant to be. */
  readonly edit: TextEdit;
  readonly range: TextRange;
}

/**
 * The escapes that are none and the raw control characters of a string, in their order. In a path of Windows, each single backslash
 * is one of the path.
 */
export function* findBadParts(text: string, string: TextRange): Generator<BadPart> {
  const content = text.slice(string.start, string.end);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
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
