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

/** Converts between offsets and positions of one text; both in UTF-16 units. Line ends are LF, CRLF and CR, as in LSP. */
export class LineIndex {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    this.starts = text.includes('\r') ? listStarts(text) : listStartsAfter('\n', text);
  }

  /** Returns the position of `offset`; an offset outside the text is moved to the nearest end. */
  positionAt(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(inside);
    return { line, character: inside - this.startOf(line) };
  }

  /** Returns the offset of `position`; a position outside the text is moved to the nearest place inside. */
  offsetAt({ line, character }: Position): number {
    if (!(line >= 0)) return 0;
    if (line >= this.starts.length) return this.text.length;
    const whole = Math.trunc(line);
    const start = this.startOf(whole);
    return start + Math.max(0, Math.min(Math.trunc(character) || 0, this.endOf(whole) - start));
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

/** Finds the starts of lines that all end with one character: much faster than checking each character. */
function listStartsAfter(lineEnd: string, text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf(lineEnd); at >= 0; at = text.indexOf(lineEnd, at + 1)) starts.push(at + 1);
  return starts;
}

function listStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}

const LF = 10;
const CR = 13;

function isLineEnd(unit: number): boolean {
  return unit === LF || unit === CR;
}
