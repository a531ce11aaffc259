import type { TextRange } from '../../text/lineIndex';
import { findLineEnd, findNextLexeme, type Lexeme } from './lexeme';

/** The text under the cursor and around it. It is read from tokens only, so it is also valid in invalid JSON. */
export interface Cursor {
  readonly offset: number;
  /** The range that an accepted proposal replaces: the whole string with its quotes, a bare word, or nothing. */
  readonly token: TextRange & { readonly form: 'string' | 'open-string' | 'word' | 'none' };
  /** Whether the place is for a member's name or a value. */
  readonly role: 'name' | 'value';
  /** The end of the previous member or element, if the comma after it is missing. */
  readonly missingComma?: number | undefined;
  /** The next part: the colon of this member, the rest of it after a forgotten colon, or another member or element. */
  readonly next: 'colon' | 'value' | 'item' | 'end';
}

/** Finds the cursor at `offset` in UTF-16 units; undefined in comments and in places for neither a name nor a value. */
export function findCursor(text: string, offset: number): Cursor | undefined {
  const open: Container[] = [];
  let container = new Container('root');
  for (let at = 0; ;) {
    const lexeme = findNextLexeme(text, at);
    const { kind, start, end } = lexeme;
    at = end;
    if (kind === 'end' || start > offset || (start === offset && !isScalar(lexeme)))
      return describe(text, container, { start: offset, end: offset, form: 'none' }, offset);
    if (isScalar(lexeme)) {
      if (end >= offset) return describe(text, container, makeToken(text, lexeme, offset), offset);
      container.scalar(lexeme);
    } else if (kind === 'comment') {
      if (offset < end || (offset === end && text.startsWith('//', start))) return undefined;
    } else if (kind === '{' || kind === '[') {
      open.push(container);
      container = new Container(kind === '{' ? 'object' : 'list');
    } else if (kind === container.closer) {
      container = open.pop() ?? container;
      container.valueEnded(end);
    } else {
      container.punctuation(kind);
    }
  }
}

/** The expected next part in an object, a list or the whole text. */
class Container {
  expects: 'name' | 'colon' | 'value' | 'comma';
  /** The end of the last value. */
  lastEnd = 0;

  constructor(readonly kind: 'object' | 'list' | 'root') {
    this.expects = kind === 'object' ? 'name' : 'value';
  }

  get closer(): Lexeme['kind'] | undefined {
    return this.kind === 'root' ? undefined : this.kind === 'object' ? '}' : ']';
  }

  scalar({ kind, end }: Lexeme): void {
    if (this.kind !== 'object' || this.expects === 'value') this.valueEnded(end);
    else if (kind !== 'word') this.expects = 'colon';
  }

  valueEnded(end: number): void {
    this.expects = 'comma';
    this.lastEnd = end;
  }

  punctuation(kind: Lexeme['kind']): void {
    if (kind === ',' && this.kind !== 'root') this.expects = this.kind === 'object' ? 'name' : 'value';
    else if (kind === ':' && this.expects === 'colon') this.expects = 'value';
  }
}

function describe(
  text: string,
  { kind, expects, lastEnd }: Container,
  token: Cursor['token'],
  offset: number,
): Cursor | undefined {
  if (expects === 'colon') return undefined;
  const lacksComma = expects === 'comma';
  const isMemberValue = kind === 'object' && expects === 'value';
  const next = readNext(text, token.end, isMemberValue);
  if (kind === 'root' && (lacksComma || next !== 'end')) return undefined;
  // `"device": | "flash"` already has its value.
  if (isMemberValue && next === 'value' && token.form === 'none') return undefined;
  return {
    offset,
    token,
    role: kind === 'object' && !isMemberValue ? 'name' : 'value',
    missingComma: lacksComma ? lastEnd : undefined,
    next: kind === 'list' && next === 'value' ? 'item' : next,
  };
}

/** Finds what follows `from`. Where a member's value is expected, a string is the next member only if a colon follows it. */
function readNext(text: string, from: number, isMemberValue: boolean): Cursor['next'] {
  const lexeme = skipComments(text, from);
  switch (lexeme.kind) {
    case ':':
      return 'colon';
    case 'string':
    case 'open-string':
      return isMemberValue && skipComments(text, lexeme.end).kind !== ':' ? 'value' : 'item';
    case ',':
    case '}':
    case ']':
    case 'end':
      return 'end';
    default:
      return 'value';
  }
}

function skipComments(text: string, from: number): Lexeme {
  let lexeme = findNextLexeme(text, from);
  while (lexeme.kind === 'comment') lexeme = findNextLexeme(text, lexeme.end);
  return lexeme;
}

/**
 * Finds the end of the string at the cursor. Strictly, an unclosed string extends to the next quote or the end of the line; here, only the
 * text up to the cursor and the rest of the word belong to it.
 */
function makeToken(text: string, { kind, start, end }: Lexeme, offset: number): Cursor['token'] {
  if (kind === 'word') return { start, end, form: 'word' };
  if (kind === 'string') {
    const isOneWord = /^"[\w.*?-]*"$/.test(text.slice(start, end)) && !/\w/.test(text.charAt(end));
    if (isOneWord || hasBalancedQuotes(text.slice(start, findLineEnd(text, start))))
      return { start, end, form: 'string' };
  }
  const from = Math.max(offset, start + 1);
  const rest = /^[\w.*?-]*/.exec(text.slice(from, findLineEnd(text, from)))?.[0] ?? '';
  return { start, end: from + rest.length, form: 'open-string' };
}

function hasBalancedQuotes(text: string): boolean {
  const quotes = text.match(/\\.|"/g)?.filter((match) => match === '"') ?? [];
  return quotes.length % 2 === 0;
}

function isScalar({ kind }: Lexeme): boolean {
  return kind === 'string' || kind === 'open-string' || kind === 'word';
}
