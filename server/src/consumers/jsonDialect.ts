/** JSON as one parser takes it. All of them are strict but for what is said here. */
import type { Code } from '../descriptor/codes';
import { t } from '../text/translations';
import { DescriptorDocument } from '../descriptor/document';
import type { JsonString, JsonValue } from '../descriptor/json';
import type { TextRange } from '../text/lineIndex';
import { countUtf8Bytes } from '../text/utf8';
import type { Objection } from './consumer';
import { replaceNonFinite } from './nonFinite';

export interface JsonDialect {
  /** Takes the words NaN, Infinity and -Infinity for numbers. */
  readonly hasNonFinite: boolean;
  /** Reads C strings: text, names and values end at the first NUL. */
  readonly endsAtNul: boolean;
  /**
   * What an object that names a member twice does: *last-counts*, the parser *refuses* it, or the *reader-decides* which members
   * may be there only once.
   */
  readonly onDuplicate: 'last-counts' | 'refuses' | 'reader-decides';
  /** Refuses strings with characters that Unicode will never have: U+0000, lone surrogates, noncharacters. */
  readonly refusesOddText?: boolean;
  /** The largest file that is read, in bytes. */
  readonly maxBytes?: number;
  /** How many objects and lists may stand around a value. */
  readonly maxDepth?: number;
}

/** The descriptor as a parser of this dialect sees it, on the same offsets; or why it sees none. */
export function readAs(
  dialect: JsonDialect,
  document: DescriptorDocument,
): { readonly root: JsonValue; readonly document: DescriptorDocument } | { readonly refused: Objection[] } {
  if (
    dialect.maxBytes !== undefined &&
    document.syntax.root &&
    countUtf8Bytes(document.text) > dialect.maxBytes
  )
    return { refused: [makeObjection('json-big', { start: 0, end: 1 }, t('larger than 1 MiB'))] };
  const seen = reparseAsSeen(dialect, document);
  const { root, problems } = seen.syntax;
  if (!root || problems.length > 0) return { refused: findSyntaxObjections(document) };
  const refused: Objection[] = [];
  addRefused(dialect, root, 0, refused);
  return refused.length > 0 ? { refused } : { root, document: seen };
}

/** A string as C reads it. */
export function cutAtNul(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** The mistakes as the rules on JSON find them. An empty text has none, and is no JSON either. */
function findSyntaxObjections({ syntax }: DescriptorDocument): Objection[] {
  if (syntax.problems.length === 0) return [makeObjection('json-blank', { start: 0, end: 0 }, t('not JSON'))];
  return syntax.problems.map(({ code, range }) => makeObjection(code, range, t('not JSON')));
}

/** The document that is left when what only this dialect takes is put in terms of JSON. */
function reparseAsSeen(
  { hasNonFinite, endsAtNul }: JsonDialect,
  document: DescriptorDocument,
): DescriptorDocument {
  let text = endsAtNul ? cutAtNul(document.text) : document.text;
  if (hasNonFinite && document.syntax.problems.length > 0) {
    text = replaceNonFinite(text);
  }
  return text === document.text ? document : new DescriptorDocument(text, document.context, document.path);
}

/** Adds to `refused`: a generator for each value costs more than to look at it, and there may be a thousand descriptors. */
function addRefused(dialect: JsonDialect, value: JsonValue, depth: number, refused: Objection[]): void {
  if (dialect.maxDepth !== undefined && depth > dialect.maxDepth) {
    refused.push(
      makeObjection('json-deep', { start: value.start, end: value.start + 1 }, t('nested too deeply')),
    );
    return;
  }
  if (value.kind === 'string') addOddText(dialect, value, refused);
  if (value.kind === 'array')
    for (const element of value.elements) addRefused(dialect, element, depth + 1, refused);
  if (value.kind !== 'object') return;
  const names = new Set<string>();
  for (const { key, value: inner } of value.properties) {
    addOddText(dialect, key, refused);
    const name = dialect.endsAtNul ? cutAtNul(key.value) : key.value;
    if (dialect.onDuplicate === 'refuses' && names.has(name))
      refused.push(makeObjection('json-duplicate-key', key, t('“{0}” twice', name)));
    names.add(name);
    if (inner) addRefused(dialect, inner, depth + 1, refused);
  }
}

/** U+0000, half of a surrogate pair, and the noncharacters U+FDD0 to U+FDEF and those at the end of each plane. */
const ODD_TEXT = /[\0\p{Cs}\p{Noncharacter_Code_Point}]/u;

function addOddText({ refusesOddText }: JsonDialect, string: JsonString, refused: Objection[]): void {
  if (refusesOddText && ODD_TEXT.test(string.value))
    refused.push(makeObjection('json-odd-text', string, t('a character that Unicode will never have')));
}

function makeObjection(code: Code, { start, end }: TextRange, message: string): Objection {
  return { code, range: { start, end }, message };
}
