/** Lines around a change that are shown with it. */
const CONTEXT = 3;

/** More pairs of lines than this are not compared one by one: the whole stretch is replaced. */
const MAX_PAIRS = 4_000_000;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** The change of a file's text as a unified diff that `patch -p1` and `git apply` take; empty where nothing changes. */
export function unifiedDiff(file: string, before: string, after: string): string {
  const lines = compared(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines);
  if (hunks.length === 0) return '';
  return [`--- ${header('a', file)}\n`, `+++ ${header('b', file)}\n`, ...hunks].join('');
}

/** The lines with their line feeds, which the last one may lack. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A name with white space needs a tab behind it, one with control characters the quotes of C. */
function header(side: string, file: string): string {
  const name = `${side}/${file.replace(/^(?:\.?\/)+/, '')}`;
  const escaped = name.replace(/["\\]|\p{Cc}/gu, (character) =>
    /["\\]/.test(character) ? `\\${character}` : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  if (escaped !== name) return `"${escaped}"`;
  return name.includes(' ') ? `${name}\t` : name;
}

/** The lines of both, those in common once. */
function compared(before: readonly string[], after: readonly string[]): Line[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < shorter - start && before.at(-1 - kept) === after.at(-1 - kept)) kept++;
  const same = (text: string): Line => ({ sign: ' ', text });
  return [
    ...before.slice(0, start).map(same),
    ...changed(before.slice(start, before.length - kept), after.slice(start, after.length - kept)),
    ...before.slice(before.length - kept).map(same),
  ];
}

/** By the longest common subsequence. */
function changed(before: readonly string[], after: readonly string[]): Line[] {
  const columns = after.length + 1;
  const isSmall = before.length * after.length <= MAX_PAIRS;
  const lengths = new Uint32Array(isSmall ? (before.length + 1) * columns : 0);
  const length = (i: number, j: number): number => lengths[i * columns + j] ?? 0;
  if (isSmall)
    for (let i = before.length - 1; i >= 0; i--)
      for (let j = after.length - 1; j >= 0; j--)
        lengths[i * columns + j] =
          before[i] === after[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));

  const lines: Line[] = [];
  let j = 0;
  for (const [i, text] of before.entries()) {
    const isCommon = length(i, j) > length(i + 1, j);
    if (!isCommon) {
      lines.push({ sign: '-', text });
      continue;
    }
    while (after[j] !== text) lines.push({ sign: '+', text: after[j++] ?? '' });
    lines.push({ sign: ' ', text });
    j++;
  }
  return [...lines, ...after.slice(j).map((text): Line => ({ sign: '+', text }))];
}

/** Changes with the lines around them; those that are near each other together. */
function hunksOf(lines: readonly Line[]): string[] {
  const hunks: string[] = [];
  const at = { before: 1, after: 1 };
  for (let index = 0; index < lines.length;) {
    const first = lines.findIndex(({ sign }, here) => here >= index && sign !== ' ');
    if (first < 0) break;
    const start = Math.max(index, first - CONTEXT);
    let end = first;
    for (let here = first; here < lines.length && here <= end + 2 * CONTEXT; here++)
      if (lines[here]?.sign !== ' ') end = here;
    skip(at, lines.slice(index, start));
    const shown = lines.slice(start, end + 1 + CONTEXT);
    hunks.push(hunk(at, shown));
    skip(at, shown);
    index = start + shown.length;
  }
  return hunks;
}

interface Place {
  before: number;
  after: number;
}

function skip(at: Place, lines: readonly Line[]): void {
  at.before += count(lines, '+');
  at.after += count(lines, '-');
}

function hunk(at: Place, lines: readonly Line[]): string {
  // An empty side is named by the line before it.
  const side = (start: number, length: number): string => `${length === 0 ? start - 1 : start},${length}`;
  const head = `@@ -${side(at.before, count(lines, '+'))} +${side(at.after, count(lines, '-'))} @@\n`;
  const body = lines.map(({ sign, text }) =>
    text.endsWith('\n') ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`,
  );
  return head + body.join('');
}

/** How many of the lines are on the side that does not have those of `other`. */
function count(lines: readonly Line[], other: Line['sign']): number {
  return lines.filter(({ sign }) => sign !== other).length;
}
