import { changeTree, compact, pick, type Random } from './treeMutations';

/** What people, clipboards and other formats leave in descriptors. */
const SCRAPS = [
  '"',
  "'",
  '\\',
  '\\u12',
  ',',
  ':',
  '{',
  '}',
  '[',
  ']',
  '[]',
  '{}',
  '[[]]',
  '// why\n',
  '/* why */',
  '/*',
  '*/',
  '# why\n',
  '# "tags": [ \n',
  '\n',
  '\r\n',
  '\r',
  '\t',
  ' ',
  '\ufeff',
  '\u200b',
  '\u{1f600}',
  '\ud83d',
  'ä',
  'null',
  'true',
  'None',
  '01',
  '1e999',
  'word',
  '"raw"',
  '"split"',
  '"stateless"',
  '"memory"',
  '"x86_64"',
  '"intel-tdx"',
  '"requires-smm"',
  '"tags": []',
  '"mode": "split",',
  '"filename": "OVMF.fd",',
  '"__proto__": {},',
];

/** The text with a few mistakes, the same for the same numbers. */
export function mutate(text: string, others: readonly string[], random: Random): string {
  let result = text;
  for (let left = random(4); left >= 0; left--) {
    const change = CHANGES[random(CHANGES.length)];
    if (change) result = change(result, random, others);
  }
  return result;
}

type Change = (text: string, random: Random, others: readonly string[]) => string;

const CHANGES: readonly Change[] = [
  (text, random) => insert(text, random(text.length + 1), pick(SCRAPS, random)),
  (text, random) => insert(text, pickToken(text, random).start, pick(SCRAPS, random)),
  (text, random) => replace(text, pickToken(text, random), ''),
  (text, random) => replace(text, pickToken(text, random), pick(SCRAPS, random)),
  (text, random) => replace(text, pickToken(text, random), sliceOf(text, pickToken(text, random))),
  (text, random, others) => {
    const other = pick(others, random);
    return replace(text, pickToken(text, random), sliceOf(other, pickToken(other, random)));
  },
  duplicateToken,
  swapTokens,
  removeCharacters,
  changeLines,
  (text, random) => changeLineEnds(text, random),
  (text) => text.replaceAll('    ', '\t'),
  compact,
  changeTree,
  changeTree,
  changeTree,
  changeTree,
];

interface Part {
  readonly start: number;
  readonly end: number;
}

/** The strings, words and signs of a text, however broken it is. */
function findTokens(text: string): Part[] {
  const found = text.matchAll(/"(?:\\.|[^"\\\r\n])*"|[\w.+-]+|[^\s\w]/gu);
  return [...found].map(({ index, 0: token }) => ({ start: index, end: index + token.length }));
}

function pickToken(text: string, random: Random): Part {
  const tokens = findTokens(text);
  return tokens.length === 0 ? { start: 0, end: text.length } : pick(tokens, random);
}

function sliceOf(text: string, { start, end }: Part): string {
  return text.slice(start, end);
}

function insert(text: string, at: number, scrap: string): string {
  return text.slice(0, at) + scrap + text.slice(at);
}

function replace(text: string, { start, end }: Part, scrap: string): string {
  return text.slice(0, start) + scrap + text.slice(end);
}

function duplicateToken(text: string, random: Random): string {
  const token = pickToken(text, random);
  return insert(text, token.end, pick(['', ' ', ', '], random) + sliceOf(text, token));
}

function swapTokens(text: string, random: Random): string {
  const [first, second] = [pickToken(text, random), pickToken(text, random)].sort(
    (a, b) => a.start - b.start,
  );
  if (!first || !second || first.end > second.start) return text;
  return replace(replace(text, second, sliceOf(text, first)), first, sliceOf(text, second));
}

function removeCharacters(text: string, random: Random): string {
  const start = random(text.length + 1);
  return replace(text, { start, end: start + random(random(4) === 0 ? 80 : 3) }, '');
}

function changeLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const from = random(lines.length);
  const line = lines[from] ?? '';
  const how = random(4);
  if (how === 0) lines.splice(from, 1);
  else if (how === 1) lines.splice(random(lines.length), 0, line);
  else if (how === 2) lines.splice(from, lines.length);
  else lines.splice(from, 1, ...lines.splice(random(lines.length), 1, line));
  return lines.join('\n');
}

function changeLineEnds(text: string, random: Random): string {
  return text.replace(/\r?\n/g, pick(['\n', '\r\n', '\r', ' '], random));
}
