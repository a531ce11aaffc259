/** Places inside the tags of an element: the XML parser gives only the places of whole elements. */
import type { XmlElement } from '@rgrove/parse-xml';
import type { TextRange } from '../text/lineIndex';

/** An attribute in the text of a start tag. */
export interface Attribute {
  readonly name: string;
  /** From the name to the closing quote. */
  readonly range: TextRange;
  readonly nameRange: TextRange;
  /** The value as it is written, without its quotes. */
  readonly valueRange: TextRange;
  readonly quote: '"' | "'";
}

/** The start tag of an element. */
export interface StartTag {
  readonly name: TextRange;
  readonly attributes: readonly Attribute[];
  /** From `<` to the end of `>`. */
  readonly range: TextRange;
  /** Whether the tag ends with `/>`, so the element has no content. */
  readonly isEmpty: boolean;
}

const NAME = /[^\s/>=]+/y;
const ATTRIBUTE = /\s+([^\s/>=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

const known = new WeakMap<XmlElement, StartTag>();

/** Reads the start tag of an element that the parser accepted, once. Offsets in UTF-16 units. [XML 1.0, 3.1] */
export function readStartTag(text: string, element: XmlElement): StartTag {
  const tag = known.get(element) ?? scanStartTag(text, element);
  known.set(element, tag);
  return tag;
}

function scanStartTag(text: string, { start }: XmlElement): StartTag {
  NAME.lastIndex = start + 1;
  const name = { start: start + 1, end: start + 1 + (NAME.exec(text)?.[0].length ?? 0) };
  const attributes: Attribute[] = [];
  let at = name.end;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(text);
    if (!found) break;
    const [whole, attribute = '', double, single] = found;
    const end = at + whole.length;
    const nameStart = end - whole.trimStart().length;
    const value = double ?? single ?? '';
    attributes.push({
      name: attribute,
      range: { start: nameStart, end },
      nameRange: { start: nameStart, end: nameStart + attribute.length },
      valueRange: { start: end - 1 - value.length, end: end - 1 },
      quote: double === undefined ? "'" : '"',
    });
    at = end;
  }
  while (at < text.length && text[at] !== '>') at++;
  const end = Math.min(at + 1, text.length);
  return { name, attributes, range: { start, end }, isEmpty: text[at - 1] === '/' };
}

/** Returns the attribute with this name, undefined if there is none. */
export function findAttribute(text: string, element: XmlElement, name: string): Attribute | undefined {
  return readStartTag(text, element).attributes.find((attribute) => attribute.name === name);
}

/** Returns the range between the tags of an element; undefined if it has only one tag. */
export function findContent(text: string, element: XmlElement): TextRange | undefined {
  const { range, isEmpty } = readStartTag(text, element);
  if (isEmpty) return undefined;
  const end = Math.min(element.end, text.length);
  return { start: range.end, end: Math.max(range.end, text.lastIndexOf('</', end - 1)) };
}
