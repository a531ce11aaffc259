import type { TextRange } from '../../text/lineIndex';

/** A token of JSON, or of incomplete JSON during typing: comments, words without quotes, unclosed strings. */
export interface Lexeme extends TextRange {
  readonly kind: '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'open-string' | 'word' | 'comment' | 'end';
}

/** Reads the first token at or after `from`, in UTF-16 units; an empty `end` token if only blanks are left. */
export function findNextLexeme(text: string, from: number): Lexeme {
  let start = from;
  while (start < text.length && isBlank(text.charCodeAt(start))) start++;
  const first = text.charAt(start);
  switch (first) {
    case '':
      return { kind: 'end', start, end: start };
    case '{':
    case '}':
    case '[':
    case ']':
    case ',':
    case ':':
      return { kind: first, start, end: start + 1 };
    case '"':
      return readString(text, start);
    case '/':
      if (text.startsWith('//', start)) return { kind: 'comment', start, end: findLineEnd(text, start) };
      if (text.startsWith('/*', start)) return { kind: 'comment', start, end: findBlockEnd(text, start) };
  }
  let end = start + 1;
  // A path may be typed without quotes.
  while (
    end < text.length &&
    !isBlank(text.charCodeAt(end)) &&
    !'{}[],:"'.includes(text.charAt(end)) &&
    !text.startsWith('//', end) &&
    !text.startsWith('/*', end)
  )
    end++;
  return { kind: 'word', start, end };
}

/** Finds the end of the line that contains `from`. */
export function findLineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  return end;
}

function readString(text: string, start: number): Lexeme {
  for (let end = start + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === QUOTE) return { kind: 'string', start, end: end + 1 };
    if (isLineEnd(unit)) return { kind: 'open-string', start, end };
    if (unit === BACKSLASH && !isLineEnd(text.charCodeAt(end + 1))) end++;
  }
  return { kind: 'open-string', start, end: text.length };
}

function findBlockEnd(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? text.length : end + 2;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A byte order mark counts as a blank. */
function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || isLineEnd(unit) || unit === 0xfeff;
}

function isLineEnd(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d;
}
