/** Reads the tags of a text that is being typed: no tag has to be complete, and no element has to be closed. */
import type { TextRange } from '../text/lineIndex';
import { MAX_DOMAIN_LENGTH } from './recognise';

/** An element as far as its tags can be read. Offsets in UTF-16 units. */
export interface ScannedElement {
  readonly name: string;
  readonly nameRange: TextRange;
  readonly attributes: readonly ScannedAttribute[];
  /** Its start tag from `<`, up to and including `>` or to the place where it breaks off. */
  readonly tag: TextRange;
  /** Whether the start tag has its `>`. */
  readonly isComplete: boolean;
  /** Whether the start tag ends with `/>`. */
  readonly isEmpty: boolean;
  readonly parent: ScannedElement | undefined;
  readonly children: readonly ScannedElement[];
  /** From its start tag to its end tag, or to the end of the parent’s content. */
  readonly content: TextRange;
  /** The name in its end tag; undefined if there is none. */
  readonly endName: TextRange | undefined;
}

export interface ScannedAttribute {
  readonly name: string;
  readonly nameRange: TextRange;
  /** The text between the quotes, or up to the place where it breaks off; undefined without `=`. */
  readonly value: TextRange | undefined;
  /** Undefined if the value does not start with one. */
  readonly quote: '"' | "'" | undefined;
  /** Whether the closing quote exists. */
  readonly isClosed: boolean;
}

export interface ScannedText {
  /** All elements, in the order of the text. */
  readonly elements: readonly ScannedElement[];
  /** End tags, from `</` to `>` or to where they break off. */
  readonly endTags: readonly TextRange[];
  /** Comments, sections of characters, instructions and declarations. */
  readonly opaque: readonly TextRange[];
}

const MAX_ELEMENTS = 20_000;
/** A domain has 7 levels. */
const MAX_DEPTH = 100;

interface Growing extends ScannedElement {
  parent: Growing | undefined;
  children: Growing[];
  content: TextRange;
  endName: TextRange | undefined;
}

/** Scans a text in one pass. A text that is too long for a domain has no elements. */
export function scanElements(text: string): ScannedText {
  const elements: Growing[] = [];
  const opaque: TextRange[] = [];
  const endTags: TextRange[] = [];
  if (text.length > MAX_DOMAIN_LENGTH) return { elements, opaque, endTags };
  const open: Growing[] = [];
  let at = text.indexOf('<');
  while (at >= 0 && elements.length < MAX_ELEMENTS) {
    const start = at;
    const end = findOpaqueEnd(text, start);
    if (end !== undefined) {
      opaque.push({ start, end });
      at = end;
    } else if (text[start + 1] === '/') {
      const name = readName(text, start + 2);
      at = closeElement(open, text, start, name);
      endTags.push({ start, end: at });
    } else {
      const found = readTag(text, start, open.at(-1));
      at = found.tag.end;
      if (found.name !== '') {
        elements.push(found);
        found.parent?.children.push(found);
        const isOpened = !found.isEmpty && (found.isComplete || CONTAINERS.has(found.name));
        if (isOpened && open.length < MAX_DEPTH) open.push(found);
      }
    }
    at = text.indexOf('<', Math.max(at, start + 1));
  }
  for (const each of open) each.content = { ...each.content, end: text.length };
  return { elements, opaque, endTags };
}

/** Elements that contain others even while their start tag is incomplete. */
const CONTAINERS: ReadonlySet<string> = new Set(['domain', 'os', 'features', 'firmware', 'pm']);

const OPAQUE: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<%', '%>'],
  ['<!', '>'],
];

function findOpaqueEnd(text: string, start: number): number | undefined {
  if (!'!?%'.includes(text[start + 1] ?? ' ')) return undefined;
  const found = OPAQUE.find(([mark]) => text.startsWith(mark, start));
  if (!found) return undefined;
  const [mark, closing] = found;
  const end = text.indexOf(closing, start + mark.length);
  return end < 0 ? text.length : end + closing.length;
}

function readName(text: string, start: number): TextRange {
  const name = /[^\s/>=<"']*/y;
  name.lastIndex = start;
  return { start, end: start + (name.exec(text)?.[0].length ?? 0) };
}

/** Ends the innermost open element of that name and those in it. Returns the end of the end tag. */
function closeElement(open: Growing[], text: string, start: number, name: TextRange): number {
  const closed = open.findLastIndex((element) => element.name === text.slice(name.start, name.end));
  for (const [depth, element] of open.splice(closed < 0 ? open.length : closed).entries()) {
    element.content = { ...element.content, end: start };
    if (depth === 0) element.endName = name;
  }
  const rest = /\s*>/y;
  rest.lastIndex = name.end;
  return name.end + (rest.exec(text)?.[0].length ?? 0);
}

function readTag(text: string, start: number, parent: Growing | undefined): Growing {
  const nameRange = readName(text, start + 1);
  const attributes: ScannedAttribute[] = [];
  let at = nameRange.end;
  while (at < text.length && !isTagEnd(text, at)) {
    const found = /[^\s/>=<"']/.test(text[at] ?? '') ? readAttribute(text, at) : undefined;
    if (found) attributes.push(found.attribute);
    at = found?.end ?? at + 1;
  }
  const isEmpty = text.startsWith('/>', at);
  const isComplete = isEmpty || text[at] === '>';
  const end = isEmpty ? at + 2 : isComplete ? at + 1 : at;
  return {
    name: text.slice(nameRange.start, nameRange.end),
    nameRange,
    attributes,
    tag: { start, end },
    isComplete,
    isEmpty,
    parent,
    children: [],
    content: { start: end, end },
    endName: undefined,
  };
}

function isTagEnd(text: string, at: number): boolean {
  return text[at] === '>' || text[at] === '<' || text.startsWith('/>', at);
}

function readAttribute(text: string, start: number): { attribute: ScannedAttribute; end: number } {
  const nameRange = readName(text, start);
  const name = text.slice(nameRange.start, nameRange.end);
  const sign = /[ \t]*=[ \t]*/y;
  sign.lastIndex = nameRange.end;
  const assigned = sign.exec(text)?.[0];
  if (assigned === undefined)
    return {
      attribute: { name, nameRange, value: undefined, quote: undefined, isClosed: false },
      end: nameRange.end,
    };
  const at = nameRange.end + assigned.length;
  const quote = text[at];
  if (quote !== '"' && quote !== "'") {
    const value = readName(text, at);
    return { attribute: { name, nameRange, value, quote: undefined, isClosed: false }, end: value.end };
  }
  const value = readQuoted(text, at + 1, quote);
  const isClosed = text[value.end] === quote;
  return {
    attribute: { name, nameRange, value, quote, isClosed },
    end: isClosed ? value.end + 1 : value.end,
  };
}

/** Reads up to the closing quote. One that opens the value of the next attribute closes nothing, and neither does one in another tag. */
function readQuoted(text: string, start: number, quote: string): TextRange {
  const end = text.indexOf(quote, start);
  const inside = end < 0 ? '<' : text.slice(start, end);
  const isNext = inside.endsWith('=') && (/\s[\w:-]+=$/.test(inside) || /[>\n]/.test(inside));
  if (!isNext && !inside.includes('<')) return { start, end };
  const rest = /[^\s<>"'/]*(?:\/(?!>)[^\s<>"'/]*)*/y;
  rest.lastIndex = start;
  return { start, end: start + (rest.exec(text)?.[0].length ?? 0) };
}

/** Returns the names of the elements around and including `element`, the outermost first. */
export function listNames(element: ScannedElement | undefined): readonly string[] {
  const names: string[] = [];
  for (let each = element; each; each = each.parent) names.unshift(each.name);
  return names;
}
