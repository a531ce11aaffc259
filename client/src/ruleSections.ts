/** Makes a page of the row about a check in the tables of docs/qapi.md; undefined if none is about it. */
export function findCheck(markdown: string, code: string): string | undefined {
  const row = markdown.split('\n').find((line) => line.startsWith(`| \`${code}\` `));
  const [, , when, since = ''] = row?.split('|').map((cell) => cell.trim()) ?? [];
  if (when === undefined) return undefined;
  const lines = [`# ${code}`, '', `Reported when ${when}.`];
  return since === '' ? lines.join('\n') : [...lines, '', `Since the dialect ${since}.`].join('\n');
}

/** Finds the section below the third-level heading `title` of a Markdown text, as a separate page; undefined if the heading does not exist. */
export function findSection(markdown: string, title: string): string | undefined {
  const lines = markdown.split('\n');
  const start = lines.indexOf(`### ${title}`);
  if (start < 0) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => /^##?#? /.test(line));
  const body = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
  return [`# ${title}`, ...body].join('\n');
}
