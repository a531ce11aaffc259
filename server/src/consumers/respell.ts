/** What a parser takes beyond JSON. */
export interface Leniency {
  /** The words NaN, Infinity and -Infinity are numbers. */
  readonly hasNonFinite: boolean;
  /** Numbers are read as json-c reads them. */
  readonly hasLooseNumbers?: boolean | undefined;
  /** Form feed and vertical tab are white space. */
  readonly hasMoreBlanks?: boolean | undefined;
  /** Member names may have single quotes. */
  readonly hasSingleQuotedNames?: boolean | undefined;
}

/**
 * The text with JSON of the same length in place of what a parser takes beyond JSON: numbers in place of words and of numbers that JSON
 * does not know, spaces in place of other white space, and double quotes in place of single ones. Takes time in proportion to the text and no stack,
 * for any text: anyone can write descriptors of several MiB.
 */
export function respell(text: string, leniency: Leniency): string {
  const parts: string[] = [];
  let done = 0;
  const replace = (start: number, end: number, by: string): void => {
    parts.push(text.slice(done, start), by.repeat(end - start));
    done = end;
  };
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      at = findStringEnd(text, at, QUOTE);
      continue;
    }
    if (unit === SINGLE_QUOTE && leniency.hasSingleQuotedNames) {
      const end = findStringEnd(text, at, SINGLE_QUOTE);
      if (isNameEnd(text, end) && !text.slice(at, end).includes('"')) {
        replace(at, at + 1, '"');
        replace(end - 1, end, '"');
      }
      at = end;
      continue;
    }
    const end = findWordEnd(text, at);
    if (end > at && isNumberTo(leniency, text.slice(at, end))) replace(at, end, '1');
    else if (leniency.hasMoreBlanks && (unit === FORM_FEED || unit === VERTICAL_TAB))
      replace(at, at + 1, ' ');
    at = Math.max(end, at + 1);
  }
  return parts.join('') + text.slice(done);
}

const WORDS: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);

function isNumberTo({ hasNonFinite, hasLooseNumbers }: Leniency, word: string): boolean {
  return (hasNonFinite && WORDS.has(word)) || (hasLooseNumbers === true && LOOSE_NUMBER.test(word));
}

/**
 * The numbers of json-c in strict mode: leading zeros where the value is not a positive integer, and no digits on one side of the
 * point. Measured. No part can give digits back to another, so a long word costs no more than its length.
 */
const LOOSE_NUMBER = /^(?:-\d+|0+|(?:-?\d+\.\d*|-\.\d+)(?:[eE][+-]?\d+)?|-?\d+[eE][+-]?\d+)$/;

/** Returns the offset after the string that opens at `start`; the end of the text if it is not closed, which every parser refuses. */
function findStringEnd(text: string, start: number, quote: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) return at + 1;
    if (unit === BACKSLASH) at++;
  }
  return text.length;
}

/** Whether a colon comes next. The blanks before it belong to no other name, so they are looked at once. */
function isNameEnd(text: string, start: number): boolean {
  let at = start;
  while (' \t\r\n'.includes(text[at] ?? ':')) at++;
  return text[at] === ':';
}

/** Returns the offset after the word at `start`, which consists of letters, digits and `_.+-`. */
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
const SINGLE_QUOTE = 0x27;
const BACKSLASH = 0x5c;
const FORM_FEED = 0x0c;
const VERTICAL_TAB = 0x0b;
