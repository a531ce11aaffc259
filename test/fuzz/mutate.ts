import type { Random } from './random';

/** Characters and words with a meaning in a shell, a terminal, a log, Markdown, HTML or a workflow. */
export const HOSTILE: readonly string[] = [
  '\n',
  '\r\n',
  '\u0000',
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u007f',
  '\u009b2J',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\ud800',
  '😀',
  'ä',
  '"',
  "'",
  '\\',
  '`',
  '```',
  '$(id)',
  ';id',
  '\n\n![p](https://example.invalid/p.png)',
  '[x](command:y)',
  '<img src=x>',
  '--',
  '::error ::x',
  '%0A::error::x',
  '##[error]x',
  '|',
  '*',
  '?',
  '**/',
  '{a,b}',
  '../',
  '__proto__',
  'constructor',
];

/** Returns an ordinary word, one of HOSTILE, or both. */
export function makeWord(random: Random): string {
  const plain = random.oneOf(['a', 'pc-q35-9.0', 'x86_64', 'name', '']);
  return random.oneIn(2) ? plain + random.oneOf(HOSTILE) : random.oneOf(HOSTILE) + plain;
}

/** Returns what is unusual in any text with brackets: depth, width or length. */
function makeHeap(random: Random, snippets: readonly string[]): string {
  const length = random.oneOf([10, 100, 250, 5000]);
  return random.oneOf([
    () => random.oneOf(['[', '{"a":', '<a>', "{'a':", '(']).repeat(length),
    () => 'a'.repeat(length * 10),
    () => random.oneOf([' ', '\t', '\n', '\\', '"', '*', '-', '{', ',']).repeat(length),
    () => random.oneOf(snippets).repeat(Math.min(length, 1000)),
  ])();
}

/** A range of a text and its replacement. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Returns one of the texts after up to eight changes: tokens and ranges are replaced, duplicated, moved or deleted, or the text is
 * truncated.
 * @param snippets text with a meaning in texts of this kind
 */
export function mutate(random: Random, texts: readonly string[], snippets: readonly string[]): string {
  let text = random.oneOf(texts);
  for (let left = random.below(9); left > 0; left--) {
    const { start, end, text: put } = makeChange(random, text, snippets);
    text = text.slice(0, start) + put + text.slice(end);
  }
  return random.oneIn(12) ? text.slice(0, random.below(text.length + 1)) : text;
}

function makeChange(random: Random, text: string, snippets: readonly string[]): Change {
  const { start, end } = findPart(random, text);
  const other = findPart(random, text);
  const put = random.oneOf([
    () => '',
    () => random.oneOf(snippets),
    () => random.oneOf(snippets),
    () => random.oneOf(HOSTILE),
    () => JSON.stringify(makeWord(random)),
    () => text.slice(other.start, other.end),
    () => text.slice(start, end).repeat(2),
    () => (random.oneIn(6) ? makeHeap(random, snippets) : random.oneOf(snippets)),
  ])();
  return { start, end, text: put };
}

const TOKEN = /"[^"\n]*"|'[^'\n]*'|[{}[\],:<>]|[\w-]+/g;

/** Returns a token, a few characters, or a longer range. */
function findPart(random: Random, text: string): { readonly start: number; readonly end: number } {
  const at = random.below(text.length + 1);
  if (random.oneIn(4))
    return { start: at, end: Math.min(text.length, at + random.below(random.oneOf([4, 40, 400]))) };
  TOKEN.lastIndex = at;
  const found = TOKEN.exec(text);
  return found ? { start: found.index, end: found.index + found[0].length } : { start: at, end: at };
}
