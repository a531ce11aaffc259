import { makeVisible } from '../text/visible';
import type { Line } from './outcome';

/** Aligns the columns of rows of text, except the last. */
export function formatTable(rows: readonly (readonly string[])[]): Line[] {
  const widths: number[] = [];
  const shown = rows.map((row) => row.map(makeVisible));
  for (const row of shown)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return shown.map((row) => [line(row).trimEnd()]);
}
