import type { LineIndex, Position, TextRange } from '../text/lineIndex';

/** A line of a file, or the part of it around the mark. Offsets are UTF-16 units of `text`; an empty mark is a place between characters. */
export interface ExcerptLine {
  /** 0-based. */
  readonly number: number;
  readonly text: string;
  readonly mark: TextRange;
  /** Whether the line continues before or after `text`. */
  readonly isCut: { readonly before: boolean; readonly after: boolean };
}

/** In UTF-16 units. More than a terminal shows, but short enough to keep for each finding. */
const MAX_BEFORE = 400;
const MAX_AFTER = 800;

/** Returns the first and the last line of a range; nothing for an empty text. */
export function makeExcerpt(
  text: string,
  lines: LineIndex,
  { start, end }: { readonly start: Position; readonly end: Position },
): readonly ExcerptLine[] {
  if (text === '') return [];
  const first = findLine(lines, start.line);
  const from = lines.offsetAt(start);
  if (start.line === end.line)
    return [cutLine(text, start.line, first, { start: from, end: lines.offsetAt(end) })];
  const shown = [cutLine(text, start.line, first, { start: from, end: first.end })];
  if (end.character === 0) return shown;
  const last = findLine(lines, end.line);
  const to = lines.offsetAt(end);
  const blanks = /^[ \t]*/.exec(text.slice(last.start, to))?.[0].length ?? 0;
  return [...shown, cutLine(text, end.line, last, { start: last.start + blanks, end: to })];
}

function findLine(lines: LineIndex, line: number): TextRange {
  return {
    start: lines.offsetAt({ line, character: 0 }),
    end: lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER }),
  };
}

/** @param mark the place in the text around which the part of the line is taken */
function cutLine(text: string, number: number, line: TextRange, mark: TextRange): ExcerptLine {
  let start = Math.max(line.start, mark.start - MAX_BEFORE);
  let end = Math.min(line.end, mark.start + MAX_AFTER);
  if (start > line.start && isLowSurrogate(text, start)) start++;
  if (end < line.end && isLowSurrogate(text, end)) end--;
  return {
    number,
    text: copy(text.slice(start, end)),
    mark: { start: mark.start - start, end: Math.min(mark.end, end) - start },
    isCut: { before: start > line.start, after: end < line.end },
  };
}

/** Copies a text: V8 keeps the whole text alive for a part of it, and findings outlive the files. */
function copy(part: string): string {
  return part.split('').join('');
}

/** Returns whether an offset is inside a surrogate pair. */
function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/** Converts offsets to the 0-based positions of reports. */
export function toRange(
  lines: LineIndex,
  { start, end }: TextRange,
): { readonly start: Position; readonly end: Position } {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
