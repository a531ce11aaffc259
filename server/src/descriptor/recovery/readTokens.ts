import type { TextRange } from '../../text/lineIndex';
import { OffsetMap } from '../../text/offsetMap';
import { applyEdits, type TextEdit } from '../../text/textEdit';
import { findBadParts } from '../badParts';
import { measureOddness } from './lineCandidates';
import { joinTokens } from './joinTokens';
import { joinLines, repairQuotes, type Work } from './repairQuotes';
import { scanLine } from './scanLine';
import type { PlacedToken, Token } from './token';

/** A mistake with the quotes or the content of a string. */
export interface StringMistake {
  readonly detail: 'unclosed' | 'quote' | 'newline' | 'escape' | 'control';
  readonly range: TextRange;
  readonly edits: readonly TextEdit[];
}

/** Longer lines are read without repairs. */
const MAX_LINE = 2000;
/** The maximum number of units that all attempts to repair quotes may read. */
const MAX_WORK = 300_000;

/**
 * Splits a text that may not be JSON into tokens. A string ends on its line; if the quotes of a line do not match, the line is read with the
 * smallest change that makes them match.
 */
export function readTokens(text: string): {
  readonly tokens: readonly PlacedToken[];
  readonly mistakes: readonly StringMistake[];
} {
  const tokens: PlacedToken[] = [];
  const mistakes: StringMistake[] = [];
  const work = { left: MAX_WORK };
  for (let start = 0; start < text.length;) {
    const line = readLine(text, start, work);
    const indent = measureIndent(text, start);
    let column: number | undefined = indent;
    for (const token of line.tokens) {
      tokens.push({ ...token, indent, column, isKey: false });
      if (token.kind !== 'comment') column = undefined;
    }
    for (const mistake of line.mistakes) mistakes.push(mistake);
    start = findNextLine(text, line.end).start;
  }
  const joined = joinTokens(text, tokens);
  markKeys(text, joined);
  return { tokens: joined, mistakes };
}

/** Marks the names of members, in place: a text may have many tokens. */
function markKeys(text: string, tokens: PlacedToken[]): void {
  let next: string | undefined;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    if (!token) return;
    if (token.kind === 'value' && next === ':')
      tokens[index] = { ...token, ...quoteName(text, token), isKey: true };
    if (token.kind !== 'comment') next = token.kind;
  }
}

/** A name is always a string, even if a value could be a number or a word. */
function quoteName(text: string, { start, end, edits }: TextRange & Pick<Token, 'edits'>): Partial<Token> {
  const written = edits[0]?.newText ?? text.charAt(start);
  const newText = JSON.stringify(text.slice(start, end));
  return written.startsWith('"') ? {} : { edits: [{ start, end, newText }], spelling: 'word' };
}

interface Line {
  readonly tokens: readonly Token[];
  readonly mistakes: readonly StringMistake[];
  readonly end: number;
}

function readLine(text: string, start: number, work: Work): Line {
  let end = findLineEnd(text, start);
  let tokens = scanLine(text.slice(start, end));
  const last = tokens.at(-1);
  const commentEnd = last?.kind === 'comment' ? findCommentEnd(text, start + last.start, end) : end;
  if (commentEnd > end) {
    end = findLineEnd(text, commentEnd);
    tokens = scanLine(text.slice(start, end));
  }
  const line = text.slice(start, end);
  if (line.length > MAX_LINE || !/["“”„‟″＂«»]/.test(line) || measureOddness(line, tokens) === 0)
    return { ...place(line, start, []), end };

  const repaired = repairQuotes(line, work);
  const isOpen = last?.kind === 'value' && last.isOpen;
  const joined = isOpen ? joinLines(text, start, end, (at) => findNextLine(text, at)) : undefined;
  // The quote that closes the string on a later line would be a separate mistake there.
  if (!joined || joined.oddness >= repaired.oddness + 1)
    return { ...place(line, start, repaired.edits), end };
  return { ...place(text.slice(start, joined.end), start, joined.edits, true), end: joined.end };
}

/** Finds the end of a comment that continues after its line. */
function findCommentEnd(text: string, start: number, lineEnd: number): number {
  const closer = text.startsWith('/*', start) ? '*/' : text.startsWith('<!--', start) ? '-->' : undefined;
  if (closer === undefined) return lineEnd;
  const closes = text.indexOf(closer, start + 2);
  return closes < 0 ? lineEnd : closes;
}

/** Returns the tokens of a line after edits, and the mistakes in its strings, by their places in the text. */
function place(
  line: string,
  offset: number,
  edits: readonly TextEdit[],
  isJoined = false,
): Omit<Line, 'end'> {
  const read = applyEdits(line, edits);
  const map = new OffsetMap(edits);
  const move = ({ start, end }: TextRange): TextRange => {
    const last = offset + map.findEnd(end);
    return { start: start === end ? last : offset + map.findStart(start), end: last };
  };
  const moveEdit = (edit: TextEdit): TextEdit => ({ ...move(edit), newText: edit.newText });
  const mistakes: StringMistake[] = [];
  const tokens = scanLine(read).map((token) => {
    if (token.kind === 'value' && token.edits.length === 0 && read[token.start] === '"') {
      const bad = [...findBadParts(read, token)];
      const [first] = bad;
      const range = bad.length === 1 && first ? first.range : token;
      if (first)
        mistakes.push({
          detail: first.detail,
          range: move(range),
          edits: bad.map(({ edit }) => moveEdit(edit)),
        });
    }
    const { kind, edits: own, spelling, isOpen } = token;
    const { start, end } = move(token);
    return { kind, start, end, edits: own.length > 0 ? own.map(moveEdit) : own, spelling, isOpen };
  });
  const [first] = edits;
  if (first) {
    const at = offset + first.start;
    const string = tokens.find(({ start, end }) => start <= at && at <= end && end > start);
    const isInserted = first.start === first.end && first.newText === '"';
    mistakes.unshift({
      detail: isJoined ? 'newline' : isInserted ? 'unclosed' : 'quote',
      range:
        isInserted || isJoined || first.start === first.end
          ? (string ?? { start: at, end: at + 1 })
          : { start: at, end: offset + first.end },
      edits: edits.map((edit) => ({
        start: offset + edit.start,
        end: offset + edit.end,
        newText: edit.newText,
      })),
    });
  }
  return { tokens, mistakes };
}

const LINE_END = /[\r\n]/g;

function findLineEnd(text: string, start: number): number {
  LINE_END.lastIndex = start;
  return LINE_END.exec(text)?.index ?? text.length;
}

function findNextLine(text: string, end: number): { start: number; end: number } {
  const start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  return { start, end: findLineEnd(text, start) };
}

/** Returns the column of the first non-blank character of a line; a tab counts as four. */
function measureIndent(text: string, start: number): number {
  let column = 0;
  for (let at = start; ' \t'.includes(text[at] ?? 'x'); at++) column += text[at] === '\t' ? 4 : 1;
  return column;
}
