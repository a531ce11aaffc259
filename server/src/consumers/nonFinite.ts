/**
 * The text with numbers of the same length in place of the words that some parsers take for numbers: NaN, Infinity and -Infinity,
 * outside of strings. Takes time in proportion to the text and no stack, whatever the text is: anyone can write descriptors of some MiB.
 */
export function replaceNonFinite(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = 0; at < text.length;) {
    if (text.charCodeAt(at) === QUOTE) {
      at = findStringEnd(text, at);
      continue;
    }
    const end = findWordEnd(text, at);
    if (WORDS.has(text.slice(at, Math.min(end, at + LONGEST_WORD + 1)))) {
      parts.push(text.slice(done, at), '1'.repeat(end - at));
      done = end;
    }
    at = Math.max(end, at + 1);
  }
  return parts.join('') + text.slice(done);
}

const WORDS: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);
const LONGEST_WORD = '-Infinity'.length;

/** The offset behind the string that opens at `start`; the end of the text where it is not closed, which every parser refuses. */
function findStringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    if (unit === BACKSLASH) at++;
  }
  return text.length;
}

/** The offset behind the characters from `start` on that make one word: letters, digits and `_.+-`. */
function findWordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && isWordUnit(text.charCodeAt(at))) at++;
  return at;
}

function isWordUnit(unit: number): boolean {
  const letter = unit | 0x20;
  const isLetter = letter >= 0x61 && letter <= 0x7a;
  const isDigit = unit >= 0x30 && unit <= 0x39;
  // `_`, `.`, `+` and `-`.
  return isLetter || isDigit || unit === 0x5f || unit === 0x2e || unit === 0x2b || unit === 0x2d;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
