import { t } from '../text/translations';
import type { TextRange } from '../text/lineIndex';
import type { StringNode } from './syntax';

/** `doc` is a whole `##` line, which opens or closes a documentation comment; `stray` is text that starts no token. */
export type TokenKind =
  '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'true' | 'false' | 'doc' | 'stray' | 'end';

/** A string is the syntax node of its value, too. */
export type Token = StringNode | PlainToken;

export interface PlainToken extends TextRange {
  readonly kind: Exclude<TokenKind, 'string'>;
  /** Its text. */
  readonly value: string;
}

/** A problem before its file is known. */
export interface TextProblem {
  readonly code: string;
  readonly message: string;
  readonly range: TextRange;
}

/** More are of no help to readers, and random text has one for every character. */
const MAX_PROBLEMS = 1000;

/** Adds a problem to those of a file, up to a limit. */
export function addProblem(problems: TextProblem[], problem: TextProblem): void {
  if (problems.length < MAX_PROBLEMS) problems.push(problem);
}

export interface Lexed {
  /** The last one is always of kind `end`. Ordinary comments are left out. */
  readonly tokens: readonly Token[];
  readonly problems: readonly TextProblem[];
}

/** Splits QAPI text into tokens; never fails. Offsets are UTF-16 units. A byte order mark is skipped. */
export function tokenize(text: string): Lexed {
  const tokens: Token[] = [];
  const problems: TextProblem[] = [];
  const findEnd = makeLineEndFinder(text);
  let at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === SPACE) {
      BLANKS.lastIndex = at;
      BLANKS.test(text);
      at = BLANKS.lastIndex;
    } else if (isSpace(unit)) {
      at++;
    } else if (unit === HASH && text.charCodeAt(at + 1) !== HASH) {
      at = findEnd(at);
    } else {
      const token = readToken(text, at, unit, problems);
      tokens.push(token);
      at = token.end;
    }
  }
  tokens.push({ kind: 'end', value: '', start: text.length, end: text.length });
  return { tokens, problems };
}

function readToken(text: string, start: number, unit: number, problems: TextProblem[]): Token {
  if (unit === QUOTE) return readString(text, start, problems);
  const mark = MARKS[unit];
  if (mark !== undefined) return { kind: mark, value: mark, start, end: start + 1 };
  if (unit === HASH) return makePlainToken(text, 'doc', start, findLineEnd(text, start));
  // The language matches only the letters of the two literals: `trueish` is `true` and a stray rest.
  for (const literal of ['true', 'false'] as const) {
    if (text.startsWith(literal, start)) return makePlainToken(text, literal, start, start + literal.length);
  }
  const token = makePlainToken(text, 'stray', start, findStrayEnd(text, start));
  if (!continuesStray(text, start, problems.at(-1)))
    addProblem(problems, {
      code: 'lex/stray',
      message: t(
        "Unexpected “{0}”. QAPI values are a 'string', true, false, an [array] or an {object}.",
        shorten(token.value),
      ),
      range: { start, end: token.end },
    });
  return token;
}

/** Whether only white space and brackets are between this stray text and one that was reported: text in another language is one problem. */
function continuesStray(text: string, start: number, before: TextProblem | undefined): boolean {
  if (before?.code !== 'lex/stray' || start - before.range.end > MAX_STRAY_GAP) return false;
  return /^[^'#:\r\n]*$/.test(text.slice(before.range.end, start));
}

const MAX_STRAY_GAP = 200;

/** What a string without problems has before its closing quote: printable ASCII, no escape. */
const PLAIN_STRING = /[ !"#-&(-[\]-~]*'/y;

function readString(text: string, start: number, problems: TextProblem[]): StringNode {
  PLAIN_STRING.lastIndex = start + 1;
  if (PLAIN_STRING.test(text)) {
    const end = PLAIN_STRING.lastIndex;
    return { kind: 'string', value: text.slice(start + 1, end - 1), start, end };
  }
  return readOddString(text, start, problems);
}

function readOddString(text: string, start: number, problems: TextProblem[]): StringNode {
  const parts: string[] = [];
  let code: keyof typeof STRING_PROBLEMS | undefined;
  let at = start + 1;
  let from = at;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (at >= text.length || isLineEnd(unit)) {
      code = 'lex/unterminated-string';
      break;
    }
    if (unit === QUOTE) break;
    if (unit < 0x20 || unit > 0x7e) code ??= 'lex/bad-string-char';
    if (unit === BACKSLASH) {
      if (text.charCodeAt(at + 1) === BACKSLASH) {
        parts.push(text.slice(from, at));
        from = ++at;
      } else code ??= 'lex/bad-escape';
    }
    at++;
  }
  const value = parts.join('') + text.slice(from, at);
  const end = code === 'lex/unterminated-string' ? at : at + 1;
  if (code !== undefined)
    addProblem(problems, { code, message: STRING_PROBLEMS[code](), range: { start, end } });
  return { kind: 'string', value, start, end };
}

/** The message of each problem of a string. */
const STRING_PROBLEMS = {
  'lex/unterminated-string': () => t('Missing closing quote: a string must end on the line where it starts.'),
  'lex/bad-escape': () => t('Invalid escape: the only escape in QAPI strings is \\\\.'),
  'lex/bad-string-char': () => t('Invalid character: QAPI strings allow only printable ASCII.'),
};

function makePlainToken(text: string, kind: PlainToken['kind'], start: number, end: number): PlainToken {
  return { kind, value: text.slice(start, end), start, end };
}

function findStrayEnd(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE || MARKS[unit] !== undefined || isSpace(unit)) break;
  }
  return at;
}

/** Makes a function that finds the line end at or after an offset, or the end of the text. */
export function makeLineEndFinder(text: string): (at: number) => number {
  // A search for one character is fastest, but in a text with other line ends it could read the same part again and again.
  if (text.includes('\r')) return (at) => findLineEnd(text, at);
  return (at) => {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  };
}

function findLineEnd(text: string, at: number): number {
  REST_OF_LINE.lastIndex = at;
  REST_OF_LINE.test(text);
  return REST_OF_LINE.lastIndex;
}

/** Most blanks are indentation. */
const BLANKS = / +/y;
const REST_OF_LINE = /[^\r\n]*/y;

/** Whether `offset` is the start of a line. */
export function isLineStart(text: string, offset: number): boolean {
  if (offset === 0 || isLineEnd(text.charCodeAt(offset - 1))) return true;
  return offset === 1 && text.startsWith(BYTE_ORDER_MARK);
}

function shorten(run: string): string {
  return run.length > 40 ? `${run.slice(0, 40)}…` : run;
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}

/** Whether a unit is white space for the reference frontend (Python): also form feed, no-break space and the information separators. */
function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 9 && unit <= 13) || (unit >= 0x1c && unit <= 0x1f);
  return unit >= 0x85 && unit !== 0xfeff && (unit === 0x85 || /\s/.test(String.fromCharCode(unit)));
}

/** The tokens of one character, by its code. */
const MARKS: Readonly<Partial<Record<number, '{' | '}' | '[' | ']' | ':' | ','>>> = {
  0x2c: ',',
  0x3a: ':',
  0x5b: '[',
  0x5d: ']',
  0x7b: '{',
  0x7d: '}',
};
const SPACE = 0x20;
const HASH = 0x23;
const QUOTE = 0x27;
const BACKSLASH = 0x5c;
const BYTE_ORDER_MARK = '\ufeff';
