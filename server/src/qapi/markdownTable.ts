import { makeTable, type Markdown } from '../text/markdown';

/** Converts an rST "simple table" (columns ruled with `=`) to a Markdown table; undefined if the lines are not clearly one. */
export function renderSimpleTable(
  lines: readonly string[],
  inline: (text: string) => Markdown,
): Markdown | undefined {
  const rows = lines.filter((line) => line !== '');
  const [rule = '', head = '', below] = rows;
  if (!RULE.test(rule) || below !== rule || rows.at(-1) !== rule || rows.length < 4) return undefined;
  const columns = [...rule.matchAll(/=+/g)].map(({ index }) => index);
  const row = (line: string): string[] =>
    columns.map((start, at) => line.slice(start, columns[at + 1]).trim());
  return makeTable([head, ...rows.slice(3, -1)].map(row), inline);
}

const RULE = /^=+(?: +=+)+$/;
