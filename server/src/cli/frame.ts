import { splitIntoCells, type Cell } from './cells';
import type { ExcerptLine } from './excerpt';
import type { Line, TerminalStyle } from './outcome';

/** The minimum that is shown of a line, even if the terminal is narrower. */
const MIN_WIDTH = 20;
const CUT = '…';

/**
 * Formats the lines of an excerpt with their numbers, and carets below the mark:
 *
 *     8 |     "mode": "split"
 *       |             ^^^^^^^
 *
 * @param width of the terminal
 * @param styles of the carets
 */
export function formatFrame(
  excerpt: readonly ExcerptLine[],
  width: number,
  styles: readonly TerminalStyle[],
): readonly Line[] {
  const digits = Math.max(0, ...excerpt.map(({ number }) => String(number + 1).length));
  const room = Math.max(MIN_WIDTH, width - digits - GUTTER);
  const gutter = (text: string): Line[number] => ({ text: ` ${text.padStart(digits)} |`, styles: ['blue'] });
  return excerpt.flatMap((line, at) => {
    const { shown, carets } = formatMarked(line, room);
    const isFarther = at > 0 && line.number > (excerpt[at - 1]?.number ?? 0) + 1;
    return [
      ...(isFarther ? [[gutter('…'.padStart(digits))]] : []),
      [gutter(String(line.number + 1)), shown === '' ? '' : ` ${shown}`],
      [gutter(''), ' ', { text: carets, styles }],
    ];
  });
}

/** The characters next to a number: spaces and the separator. */
const GUTTER = 4;

/** Formats a line in at most `room` cells, with the carets below it. */
function formatMarked({ text, mark, isCut }: ExcerptLine, room: number): { shown: string; carets: string } {
  const cells = splitIntoCells(text);
  const first = cells.findIndex(({ end }) => end > mark.start);
  const { start, end } = chooseWindow(cells, first < 0 ? cells.length : first, room);
  const before = start > 0 || isCut.before ? CUT : '';
  const after = end < cells.length || isCut.after ? CUT : '';
  const window = cells.slice(start, end);
  const isMarked = (cell: Cell): boolean => cell.start < mark.end && cell.end > mark.start;
  const blanks = sumWidths(window.filter((cell) => cell.end <= mark.start)) + before.length;
  const marked = sumWidths(window.filter(isMarked));
  return {
    shown: `${before}${window.map(({ shown }) => shown).join('')}${after}`.trimEnd(),
    // An empty range, or one at the end of the line, marks a position.
    carets: ' '.repeat(blanks) + '^'.repeat(Math.max(1, marked)),
  };
}

/** Returns the cells that fit: all of them, or those around the first marked one, with a third of the room before it. */
function chooseWindow(cells: readonly Cell[], first: number, room: number): { start: number; end: number } {
  if (sumWidths(cells) <= room - CUT.length * 2) return { start: 0, end: cells.length };
  const left = room - CUT.length * 2;
  let used = 0;
  let start = first;
  const canTake = (cell: Cell | undefined, most: number): cell is Cell =>
    cell !== undefined && used + cell.width <= most;
  for (let cell = cells[start - 1]; canTake(cell, left / 3); cell = cells[start - 1]) {
    used += cell.width;
    start--;
  }
  let end = first;
  for (let cell = cells[end]; canTake(cell, left); cell = cells[end]) {
    used += cell.width;
    end++;
  }
  for (let cell = cells[start - 1]; end === cells.length && canTake(cell, left); cell = cells[start - 1]) {
    used += cell.width;
    start--;
  }
  return { start, end };
}

function sumWidths(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}
