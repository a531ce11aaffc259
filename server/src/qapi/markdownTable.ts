/** An rST "simple table" (columns ruled with `=`) as a Markdown table; undefined where the lines are not plainly one. */
export function renderSimpleTable(
  lines: readonly string[],
  inline: (text: string) => string,
): string | undefined {
  const rows = lines.filter((line) => line !== '');
  const [rule = '', head = '', below] = rows;
  if (!RULE.test(rule) || below !== rule || rows.at(-1) !== rule || rows.length < 4) return undefined;
  const columns = [...rule.matchAll(/=+/g)].map(({ index }) => index);
  const row = (line: string): string => {
    const cells = columns.map((start, at) => inline(line.slice(start, columns[at + 1]).trim()));
    return `| ${cells.join(' | ')} |`;
  };
  return [row(head), `|${' --- |'.repeat(columns.length)}`, ...rows.slice(3, -1).map(row)].join('\n');
}

const RULE = /^=+(?: +=+)+$/;
