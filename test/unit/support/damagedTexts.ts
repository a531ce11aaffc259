/** A text that one slip of the hand has damaged. */
export interface Damaged {
  readonly text: string;
  /** What was done, to be read in a failure. */
  readonly what: string;
  /** Where the damage is. */
  readonly start: number;
  readonly end: number;
}

/** What is written in the place of each sign by mistake. */
const REPLACEMENTS: Readonly<Record<string, readonly string[]>> = {
  '{': ['', '{{', '['],
  '}': ['', '}}', ']'],
  '[': ['', '[['],
  ']': ['', ']]', '}'],
  ',': ['', ',,', ';', '.'],
  ':': ['', '::', '=', ';'],
};

/** What is written in the place of the quotes of a string by mistake: at its start, and at its end. */
const QUOTES: readonly (readonly [string, string])[] = [
  ['', '"'],
  ['"', ''],
  ['', ''],
  ['“', '”'],
  ["'", "'"],
  ['""', '""'],
  ['"', '""'],
];

/** The text with every damage that one token of it can have, the same for the same text. */
export function listDamaged(text: string): Damaged[] {
  const tokens = [...text.matchAll(/"(?:\\.|[^"\\])*"|[{}[\],:]/g)];
  return tokens.flatMap(({ 0: token, index: start }) => {
    const end = start + token.length;
    const change = (newText: string): Damaged => ({
      text: text.slice(0, start) + newText + text.slice(end),
      what: `${token} at ${start}: ${newText}`,
      start,
      end: start + newText.length,
    });
    if (!token.startsWith('"')) return (REPLACEMENTS[token] ?? []).map(change);
    const inner = token.slice(1, -1);
    return QUOTES.map(([before, after]) => change(before + inner + after));
  });
}
