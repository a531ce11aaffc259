/** JSON as one parser accepts it. All parsers are strict except for what is listed here. */
import type { Code } from '../descriptor/codes';
import { t } from '../text/translations';
import { DescriptorDocument } from '../descriptor/document';
import { mayHaveDuplicates, type JsonLiteral, type JsonString, type JsonValue } from '../descriptor/json';
import type { TextRange } from '../text/lineIndex';
import { isAscii } from '../text/utf8';
import type { Objection } from './consumer';
import { respell, type Leniency } from './respell';

export interface JsonDialect extends Leniency {
  /** Reads C strings: text, names and values end at the first NUL. */
  readonly endsAtNul: boolean;
  /**
   * How duplicate members are handled: the *last-counts*, the parser *refuses* them, or the *reader-decides* which members
   * may occur only once.
   */
  readonly onDuplicate: 'last-counts' | 'refuses' | 'reader-decides';
  /** Refuses strings with U+0000, lone surrogates or noncharacters. */
  readonly refusesOddText?: boolean;
  /** Refuses the text if a string value has a non-ASCII character that is not written as an escape. */
  readonly refusesNonAscii?: boolean;
  /** Refuses integers that do not fit in 64 bits: below -2^63 or above 2^64 - 1. */
  readonly refusesLargeIntegers?: boolean;
  /** Accepts sequences in the form of UTF-8 that encode no character: overlong ones, surrogates, U+110000 and above. */
  readonly takesLooseUtf8?: boolean;
  /** The size of the largest file that it reads, in bytes. */
  readonly maxBytes?: number;
  /** How many objects and lists may enclose a value. */
  readonly maxDepth?: number;
}

/** Returns the descriptor as a parser of this dialect reads it, with the same offsets; or why it rejects the text. */
export function readAs(
  dialect: JsonDialect,
  document: DescriptorDocument,
): { readonly root: JsonValue; readonly document: DescriptorDocument } | { readonly refused: Objection[] } {
  if (document.isRepaired && !dialect.takesLooseUtf8) return { refused: [objectToEncoding()] };
  if (dialect.maxBytes !== undefined && document.syntax.root && hasMoreBytes(document, dialect.maxBytes))
    return { refused: [makeObjection('json-big', { start: 0, end: 1 }, t('larger than 1 MiB'))] };
  const seen = reparseAsSeen(dialect, document);
  const { root, problems } = seen.syntax;
  if (!root || problems.length > 0) return { refused: findSyntaxObjections(document) };
  const refused: Objection[] = [];
  if (mayRefuse(dialect, document, seen)) addRefused({ dialect, document, root, refused }, root, 0);
  return refused.length > 0 ? { refused } : { root, document: seen };
}

/** The objection of all consumers to a file that does not even have the form of UTF-8. */
export function objectToEncoding(): Objection {
  return makeObjection('json-encoding', { start: 0, end: 0 }, t('not UTF-8'));
}

/** Returns whether a text is longer than `max` bytes in UTF-8. A large text is not encoded for that unless it must be. */
export function hasMoreBytes(document: DescriptorDocument, max: number): boolean {
  const { text } = document;
  // A UTF-16 unit takes one to three bytes.
  if (text.length > max || text.length * 3 <= max) return text.length > max;
  return !document.isAscii && new TextEncoder().encode(text).length > max;
}

/** Returns a string as C reads it. */
export function cutAtNul(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** The mistakes that the rules on JSON find. An empty text has none, but is not JSON either. */
function findSyntaxObjections({ syntax }: DescriptorDocument): Objection[] {
  if (syntax.problems.length === 0) return [makeObjection('json-blank', { start: 0, end: 0 }, t('not JSON'))];
  return syntax.problems.map(({ code, range }) => makeObjection(code, range, t('not JSON')));
}

/** Returns the document that remains when extensions of this dialect are rewritten as JSON. */
function reparseAsSeen(dialect: JsonDialect, document: DescriptorDocument): DescriptorDocument {
  let text = dialect.endsAtNul ? cutAtNul(document.text) : document.text;
  if (document.syntax.problems.length > 0) text = respell(text, dialect);
  return text === document.text ? document : new DescriptorDocument(text, document.context, document.path);
}

/** What is checked, and the objections that are found. */
interface Look {
  readonly dialect: JsonDialect;
  /** The file: in the text that was parsed, numbers may differ. */
  readonly document: DescriptorDocument;
  readonly root: JsonValue;
  readonly refused: Objection[];
}

/** Returns whether a dialect may refuse a part of a document: most have nothing that any dialect refuses. @param seen as it reads it */
function mayRefuse(dialect: JsonDialect, document: DescriptorDocument, seen: DescriptorDocument): boolean {
  const { refusesLargeIntegers, refusesNonAscii, refusesOddText, maxDepth = Infinity } = dialect;
  return (
    (dialect.onDuplicate === 'refuses' && (seen.mayBeOdd || seen.outline.objects.some(mayHaveDuplicates))) ||
    seen.outline.depth > maxDepth ||
    (refusesLargeIntegers === true && seen.outline.numbers.length > 0) ||
    (refusesNonAscii === true && !document.isAscii) ||
    (refusesOddText === true && seen.mayBeOdd)
  );
}

/** Adds to `refused`: a generator for each value costs more than the check itself, and there may be a thousand descriptors. */
function addRefused(look: Look, value: JsonValue, depth: number): void {
  const { dialect, root, refused } = look;
  if (dialect.maxDepth !== undefined && depth > dialect.maxDepth) {
    // From the start: a text that is nested too deeply for one consumer may be too deep for others earlier.
    refused.push(
      makeObjection('json-deep', { start: root.start, end: value.start + 1 }, t('nested too deeply')),
    );
    return;
  }
  if (value.kind === 'string') {
    addOddText(dialect, value, refused);
    addNonAscii(look, value);
  }
  if (value.kind === 'number') addLargeInteger(look, value);
  if (value.kind === 'array') for (const element of value.elements) addRefused(look, element, depth + 1);
  if (value.kind !== 'object') return;
  const names = new Set<string>();
  for (const { key, value: inner } of value.properties) {
    addOddText(dialect, key, refused);
    const name = dialect.endsAtNul ? cutAtNul(key.value) : key.value;
    if (dialect.onDuplicate === 'refuses' && names.has(name))
      refused.push(makeObjection('json-duplicate-key', key, t('duplicate member “{0}”', name)));
    names.add(name);
    if (inner) addRefused(look, inner, depth + 1);
  }
}

/** Returns whether a string has a non-ASCII character that is not written as an escape. */
export function hasNonAscii(document: DescriptorDocument, { start, end }: TextRange): boolean {
  return !document.isAscii && !isAscii(document.text.slice(start, end));
}

function addNonAscii({ dialect, document, refused }: Look, string: JsonString): void {
  if (dialect.refusesNonAscii && hasNonAscii(document, string))
    refused.push(makeObjection('json-non-ascii', string, t('a character that is not ASCII')));
}

/** Returns whether a number, as written, is an integer that does not fit in 64 bits, signed or unsigned. */
export function isLargeInteger(word: string): boolean {
  if (!/^-?\d+$/.test(word)) return false;
  const digits = word.replace(/^-?0*/, '');
  // The longest that fit have 20 digits; longer ones need not be converted.
  return digits.length > 20 || BigInt(digits) > (word.startsWith('-') ? 2n ** 63n : 2n ** 64n - 1n);
}

function addLargeInteger({ dialect, document, refused }: Look, number: JsonLiteral): void {
  if (dialect.refusesLargeIntegers && isLargeInteger(document.text.slice(number.start, number.end)))
    refused.push(makeObjection('json-large-integer', number, t('an integer of more than 64 bits')));
}

/** U+0000, half of a surrogate pair, and the noncharacters U+FDD0 to U+FDEF and those at the end of each plane. */
const ODD_TEXT = /[\0\p{Cs}\p{Noncharacter_Code_Point}]/u;

function addOddText({ refusesOddText }: JsonDialect, string: JsonString, refused: Objection[]): void {
  if (refusesOddText && ODD_TEXT.test(string.value))
    refused.push(makeObjection('json-odd-text', string, t('a NUL, surrogate or noncharacter')));
}

function makeObjection(code: Code, { start, end }: TextRange, message: string): Objection {
  return { code, range: { start, end }, message };
}
