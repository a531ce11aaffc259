import type { TextRange } from '../text/lineIndex';
import type { JsonValue } from './json';

/** One mistake in a text as JSON, on the token that is wrong. */
export interface SyntaxProblem {
  /** Also the code of the rule that reports it. */
  readonly code: SyntaxProblemCode;
  readonly range: TextRange;
  /** The whole string that a wrong escape or character is in. */
  readonly string?: TextRange;
  /** Which of the mistakes with this code. */
  readonly detail?: SyntaxDetail;
  /** What would close the string and the brackets that are open at the end of the text, the inner one first. */
  readonly closers?: string;
  /** Whether the parser had to leave out a part of the text because of it. */
  readonly hidesParts: boolean;
}

export type SyntaxProblemCode =
  | 'json-byte-order-mark'
  | 'json-comment'
  | 'json-stray-comma'
  | 'json-missing-comma'
  | 'json-string'
  | 'json-word'
  | 'json-structure'
  | 'json-unclosed'
  | 'json-extra-content'
  | 'json-blank'
  | 'json-link-text'
  | 'json-too-deep'
  | 'json-too-large';

export type SyntaxDetail =
  'unclosed' | 'escape' | 'control' | 'colon' | 'value' | 'name' | 'bracket' | 'number';

/** What Git leaves in the place of a symbolic link where it may make none: a file that holds the path. [git-config, core.symlinks] */
const LINK_TEXT = /^[\w@+.-]*(?:\/[\w@+.-]+)*\.json\n?$/;

/** PATH_MAX of Linux, and a line feed. */
const LONGEST_LINK = 4097;

/** An error as jsonc-parser reports it. */
export interface RawError extends TextRange {
  /** The name of jsonc-parser's ParseErrorCode. */
  readonly code: string;
}

/**
 * Turns jsonc-parser's errors into one problem per cause: it reports a trailing comma twice, a bare word up to three
 * times and an early end of the text once per open bracket.
 */
export function findSyntaxProblems(
  text: string,
  errors: readonly RawError[],
  unclosed: readonly JsonValue[],
): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  if (text.startsWith('\ufeff'))
    problems.push({ code: 'json-byte-order-mark', range: { start: 0, end: 1 }, hidesParts: false });
  if (errors.length === 0) return problems;
  if (text.trim() === '') {
    if (text.length > 0)
      problems.push({ code: 'json-blank', range: { start: 0, end: text.length }, hidesParts: true });
    return problems;
  }

  if (text.length <= LONGEST_LINK && LINK_TEXT.test(text))
    return [{ code: 'json-link-text', range: { start: 0, end: text.trimEnd().length }, hidesParts: true }];

  const code = blankComments(text, errors);
  const end = code.trimEnd().length;
  const closers = unclosed.map((value) => (value.kind === 'object' ? '}' : ']')).reverse();
  const early = errors.some((error) => closesContainer(error) && error.start >= end);
  let previous: RawError | undefined;
  let handledTo = -1;
  for (const error of errors) {
    if (problems.length >= MAX_PROBLEMS) break;
    const followsUp = previous !== undefined && isFollowUp(code, previous, error);
    previous = error;
    if (followsUp || closesContainer(error) || error.start < handledTo) continue;
    const problem = toProblem(code, error, closers.join(''));
    if (early && problem.range.end >= end && problem.code !== 'json-comment' && problem.detail !== 'bracket')
      continue;
    handledTo = problem.range.end;
    problems.push(problem);
  }
  if (early && !problems.some((problem) => problem.detail === 'bracket')) {
    const openString = errors.some((error) => error.code === 'UnexpectedEndOfString' && error.end >= end);
    // The text ends while brackets are open: shown on its last character.
    const range = { start: Math.max(0, end - 1), end };
    problems.push({
      code: 'json-unclosed',
      range,
      closers: (openString ? '"' : '') + closers.join(''),
      hidesParts: true,
    });
  }
  return problems;
}

/** More than anybody reads; keeps the work on a hostile text linear. */
const MAX_PROBLEMS = 1000;

const STRUCTURAL: ReadonlySet<string> = new Set([
  'PropertyNameExpected',
  'ValueExpected',
  'ColonExpected',
  'CommaExpected',
]);

function closesContainer({ code }: RawError): boolean {
  return code === 'CloseBraceExpected' || code === 'CloseBracketExpected';
}

function isComment({ code }: RawError): boolean {
  return code === 'InvalidCommentToken';
}

function isFollowUp(text: string, previous: RawError, error: RawError): boolean {
  if (error.code === 'InvalidSymbol' && previous.code === 'InvalidSymbol') {
    return !/[\r\n]/.test(text.slice(previous.end, error.start));
  }
  if (!STRUCTURAL.has(error.code) || isComment(previous)) return false;
  if (error.start <= previous.start) return true;
  // After a wrong name the parser skips to the next comma or brace and complains there once more.
  if (error.code === 'ValueExpected' && previous.code === 'PropertyNameExpected') return true;
  return STRUCTURAL.has(previous.code) ||
    previous.code === 'InvalidSymbol' ||
    previous.code === 'UnexpectedEndOfString'
    ? text.slice(previous.end, error.start).trim() === ''
    : false;
}

function toProblem(text: string, error: RawError, closers: string): SyntaxProblem {
  // What is missing at the very end of the text is shown on its last character.
  const start = Math.min(error.start, text.length - 1);
  const range = { start, end: Math.max(error.end, start + 1) };
  switch (error.code) {
    case 'InvalidCommentToken':
      return { code: 'json-comment', range, hidesParts: false };
    case 'UnexpectedEndOfString':
      return { code: 'json-string', detail: 'unclosed', range, hidesParts: true };
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return makeBadPart(text, range, 'escape');
    case 'InvalidCharacter':
      return makeBadPart(text, range, 'control');
    case 'InvalidSymbol':
      if (text[error.start] === '#')
        return {
          code: 'json-comment',
          range: { start: error.start, end: findLineEnd(text, error.start) },
          hidesParts: false,
        };
      return { code: 'json-word', range, hidesParts: true };
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return { code: 'json-word', detail: 'number', range, hidesParts: false };
    case 'EndOfFileExpected':
      return {
        code: 'json-extra-content',
        range: { start: error.start, end: text.trimEnd().length },
        hidesParts: false,
      };
    case 'ColonExpected':
      return { code: 'json-structure', detail: 'colon', range, hidesParts: true };
    default:
      return makeUnexpectedToken(text, error, range, closers);
  }
}

/** A comma, a name or a value was expected at a token that is none of them. */
function makeUnexpectedToken(
  text: string,
  error: RawError,
  range: TextRange,
  closers: string,
): SyntaxProblem {
  const character = text[error.start] ?? '';
  const comma = character === ',' ? error.start : findCommaBefore(text, error.start);
  if (comma !== undefined && error.code !== 'CommaExpected' && ',}]'.includes(character)) {
    return { code: 'json-stray-comma', range: { start: comma, end: comma + 1 }, hidesParts: false };
  }
  if (character === '}' || character === ']') {
    return text[findPreviousToken(text, error.start)] === ':'
      ? { code: 'json-structure', detail: 'value', range, hidesParts: true }
      : { code: 'json-structure', detail: 'bracket', range, closers, hidesParts: true };
  }
  if (error.code === 'CommaExpected') {
    const adjacent = /[\w.+-]/.test(text[error.start - 1] ?? '') && /[\w.+-]/.test(character);
    return adjacent
      ? { code: 'json-word', detail: 'number', range: findWholeWord(text, error.start), hidesParts: true }
      : { code: 'json-missing-comma', range, hidesParts: false };
  }
  return {
    code: 'json-structure',
    detail: error.code === 'ValueExpected' ? 'value' : 'name',
    range,
    hidesParts: true,
  };
}

/** The text with blanks in place of comments, so that what stands around them can be seen. */
function blankComments(text: string, errors: readonly RawError[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of errors.filter(isComment)) {
    parts.push(text.slice(at, start), ' '.repeat(end - start));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

function findCommaBefore(text: string, offset: number): number | undefined {
  const at = findPreviousToken(text, offset);
  return text[at] === ',' ? at : undefined;
}

/** The offset of the last character before `offset` that is no white space; -1 where there is none. */
export function findPreviousToken(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && /\s/.test(text.charAt(at))) at--;
  return at;
}

function findLineEnd(text: string, offset: number): number {
  const rest = /[\r\n]/.exec(text.slice(offset));
  return rest ? offset + rest.index : text.length;
}

function findWholeWord(text: string, offset: number): TextRange {
  let start = offset;
  let end = offset;
  while (start > 0 && /[\w.+-]/.test(text.charAt(start - 1))) start--;
  while (end < text.length && /[\w.+-]/.test(text.charAt(end))) end++;
  return { start, end };
}

function makeBadPart(text: string, string: TextRange, detail: BadPart['detail']): SyntaxProblem {
  let range = string;
  for (const part of findBadParts(text, string)) {
    if (part.detail !== detail) continue;
    ({ range } = part);
    break;
  }
  return { code: 'json-string', detail, range, string, hidesParts: false };
}

/** What JSON does not allow inside of a string. */
export interface BadPart {
  readonly range: TextRange;
  readonly detail: 'escape' | 'control';
}

/** The escapes that are none and the raw control characters of a string, in their order. */
export function* findBadParts(text: string, string: TextRange): Generator<BadPart> {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const part = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|(u[0-9a-fA-F]{0,3}|[^]|$))|[\u0000-\u001f]/g;
  for (const { 0: token, 1: bad, index } of text.slice(string.start, string.end).matchAll(part)) {
    const start = string.start + index;
    const range = { start, end: start + token.length };
    if (!token.startsWith('\\')) yield { range, detail: 'control' };
    else if (bad !== undefined) yield { range, detail: 'escape' };
  }
}
