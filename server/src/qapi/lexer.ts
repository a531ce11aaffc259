import { t } from '../text/translations';
import type { TextRange } from '../text/lineIndex';

/** `doc` is a whole `##` line, which opens or closes a documentation comment; `stray` is text that starts no token. */
export type TokenKind =
  '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'true' | 'false' | 'doc' | 'stray' | 'end';

export interface Token extends TextRange {
  readonly kind: TokenKind;
  /** The value of a string; the text of any other token. */
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
  let at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const start = at;
    const token = readToken(text, start, problems);
    at = token?.end ?? findLineEnd(text, start);
    if (token) tokens.push(token);
  }
  tokens.push({ kind: 'end', value: '', start: text.length, end: text.length });
  return { tokens, problems };
}

/** Reads the token at `start`; undefined for a comment, which extends to the end of its line. */
function readToken(text: string, start: number, problems: TextProblem[]): Token | undefined {
  const character = text.charAt(start);
  if (isStructural(character)) return { kind: character, value: character, start, end: start + 1 };
  if (character === "'") return readString(text, start, problems);
  if (character === '#')
    return text.charAt(start + 1) === '#'
      ? makePlainToken(text, 'doc', start, findLineEnd(text, start))
      : undefined;
  // The language matches only the letters of the two literals: `trueish` is `true` and a stray rest.
  for (const literal of ['true', 'false'] as const) {
    if (text.startsWith(literal, start)) return makePlainToken(text, literal, start, start + literal.length);
  }
  const token = makePlainToken(text, 'stray', start, findStrayEnd(text, start));
  if (continuesStray(text, start, problems.at(-1))) return token;
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

function readString(text: string, start: number, problems: TextProblem[]): Token {
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

function makePlainToken(text: string, kind: TokenKind, start: number, end: number): Token {
  return { kind, value: text.slice(start, end), start, end };
}

function findStrayEnd(text: string, start: number): number {
  let at = start + 1;
  while (
    at < text.length &&
    !isStructural(text.charAt(at)) &&
    text.charCodeAt(at) !== QUOTE &&
    !isSpace(text.charCodeAt(at))
  )
    at++;
  return at;
}

/** Finds the line end at or after `at`, or the end of the text. */
export function findLineEnd(text: string, at: number): number {
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/** Whether `offset` is the start of a line. */
export function isLineStart(text: string, offset: number): boolean {
  if (offset === 0 || isLineEnd(text.charCodeAt(offset - 1))) return true;
  return offset === 1 && text.startsWith(BYTE_ORDER_MARK);
}

function shorten(run: string): string {
  return run.length > 40 ? `${run.slice(0, 40)}…` : run;
}

function isStructural(character: string): character is '{' | '}' | '[' | ']' | ':' | ',' {
  return character.length === 1 && '{}[]:,'.includes(character);
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}

/** Whether a unit is white space for the reference frontend (Python): also form feed, no-break space and the information separators. */
function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 9 && unit <= 13) || (unit >= 0x1c && unit <= 0x1f);
  return unit >= 0x85 && unit !== 0xfeff && (unit === 0x85 || /\s/.test(String.fromCharCode(unit)));
}

const QUOTE = 0x27;
const BACKSLASH = 0x5c;
const BYTE_ORDER_MARK = '\ufeff';
