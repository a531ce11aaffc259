/** A part of a text: UTF-16 offsets, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A place in a text, as in LSP: 0-based line, 0-based UTF-16 unit in that line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Converts between offsets and positions of one text; both in UTF-16 units. Line ends are LF, CRLF and CR, as in LSP. Lines are searched
 * only as far as needed.
 */
export class LineIndex {
  private readonly starts: number[] = [0];
  /** How far the text was searched for line ends. */
  private reached = 0;
  private readonly hasReturns: boolean;

  constructor(private readonly text: string) {
    this.hasReturns = text.includes('\r');
  }

  /** Returns the position of `offset`; an offset outside the text is moved to the nearest end. */
  positionAt(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.text.length));
    while (this.reached <= inside && this.findNext());
    const line = this.lineAt(inside);
    return { line, character: inside - this.startOf(line) };
  }

  /** Returns the offset of `position`; a position outside the text is moved to the nearest place inside. */
  offsetAt({ line, character }: Position): number {
    if (!(line >= 0)) return 0;
    const whole = Math.trunc(line);
    while (this.starts.length <= whole + 1 && this.findNext());
    if (whole >= this.starts.length) return this.text.length;
    const start = this.startOf(whole);
    return start + Math.max(0, Math.min(Math.trunc(character) || 0, this.endOf(whole) - start));
  }

  /** Finds the start of the next line. @returns whether there is one */
  private findNext(): boolean {
    const { text, reached } = this;
    const end = this.hasReturns ? findLineEnd(text, reached) : text.indexOf('\n', reached);
    this.reached = end < 0 ? Infinity : end + 1;
    if (end >= 0) this.starts.push(end + 1);
    return end >= 0;
  }

  /** Returns the range of a line without its line end. */
  private endOf(line: number): number {
    let end = this.starts[line + 1] ?? this.text.length;
    while (end > this.startOf(line) && isLineEnd(this.text.charCodeAt(end - 1))) end--;
    return end;
  }

  private startOf(line: number): number {
    return this.starts[line] ?? 0;
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Returns the offset of the last character of the first line end from `start`; -1 if there is none. */
function findLineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) return at;
  }
  return -1;
}

const LF = 10;
const CR = 13;

function isLineEnd(unit: number): boolean {
  return unit === LF || unit === CR;
}
