/** Edits of XML that keep the indentation and the quotes of the file. Offsets in UTF-16 units. */
import type { XmlElement } from '@rgrove/parse-xml';
import type { TextEdit } from '../text/textEdit';
import { listElements } from './elements';
import { findAttribute, findContent, readStartTag } from './tags';

/** Escapes a text for an element or an attribute in either kind of quotes. [XML 1.0, 2.4] */
export function escapeXml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&apos;')
    .replaceAll('"', '&quot;');
}

/** Sets an attribute: changes its value, or adds it after the others. */
export function setAttribute(text: string, element: XmlElement, name: string, value: string): TextEdit {
  const found = findAttribute(text, element, name);
  if (found) return { ...found.valueRange, newText: escapeXml(value) };
  const tag = readStartTag(text, element);
  const at = tag.attributes.at(-1)?.range.end ?? tag.name.end;
  return { start: at, end: at, newText: ` ${writeAttribute(name, value, findQuote(text))}` };
}

/** Removes an attribute with the blanks before it; undefined if there is none. */
export function removeAttribute(text: string, element: XmlElement, name: string): TextEdit | undefined {
  const tag = readStartTag(text, element);
  const at = tag.attributes.findIndex((attribute) => attribute.name === name);
  const found = tag.attributes[at];
  if (!found) return undefined;
  const start = tag.attributes[at - 1]?.range.end ?? tag.name.end;
  return { start, end: found.range.end, newText: '' };
}

/** Sets the text of an element, which may have none. Elements in it are replaced, too; its comments are kept. */
export function setText(text: string, element: XmlElement, value: string): TextEdit {
  const content = findContent(text, element);
  if (content)
    return { ...content, newText: copyComments(text.slice(content.start, content.end)) + escapeXml(value) };
  const { range } = readStartTag(text, element);
  let start = range.end - 2;
  while (/\s/.test(text[start - 1] ?? '')) start--;
  return { start, end: range.end, newText: `>${escapeXml(value)}</${element.name}>` };
}

/** Removes the text of an element, and the end tag with it unless a comment is kept; undefined if there is none. */
export function removeText(text: string, element: XmlElement): TextEdit | undefined {
  const content = findContent(text, element);
  if (!content) return undefined;
  const comments = copyComments(text.slice(content.start, content.end));
  if (comments !== '') return { ...content, newText: comments };
  const { range } = readStartTag(text, element);
  return { start: range.end - 1, end: Math.min(element.end, text.length), newText: '/>' };
}

/** Lists the comments in a part of a text, which ends outside of any. */
export function listComments(text: string): readonly string[] {
  const comments: string[] = [];
  for (let start = text.indexOf('<!--'); start >= 0;) {
    const end = text.indexOf('-->', start + 4);
    if (end < 0) break;
    comments.push(text.slice(start, end + 3));
    start = text.indexOf('<!--', end + 3);
  }
  return comments;
}

/** What an edit keeps of the text that it replaces: people write their reasons in comments. */
const copyComments = (text: string): string => listComments(text).join(' ');

/** Removes an element: the whole lines, if they contain nothing else. Its comments take its place. */
export function removeElement(text: string, element: XmlElement): TextEdit {
  const { start } = element;
  const end = Math.min(element.end, text.length);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isAlone = isBlank(text.slice(lineStart, start));
  const rest = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(end, end + 200));
  const comments = copyComments(text.slice(start, end));
  return isAlone && rest && comments === ''
    ? { start: lineStart, end: end + rest[0].length, newText: '' }
    : { start, end, newText: comments };
}

/** An element to write, with its attributes, its text or the elements in it. */
export interface NewElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly text?: string | undefined;
  readonly children?: readonly NewElement[] | undefined;
}

/** Adds an element after the others in `parent`, or before them, on a line of its own if the others are. */
export function addElement(
  text: string,
  parent: XmlElement,
  added: NewElement,
  place: 'first' | 'last' = 'last',
): TextEdit {
  return addElements(text, parent, [added], { place });
}

/** Adds several elements. @param options.removed elements that other edits remove, so nothing can be added after them */
export function addElements(
  text: string,
  parent: XmlElement,
  added: readonly NewElement[],
  { place = 'last', removed }: { place?: 'first' | 'last'; removed?: ReadonlySet<XmlElement> } = {},
): TextEdit {
  const style = findStyle(text, parent);
  const content = findContent(text, parent);
  const siblings = listElements(parent);
  const inside = added.map((each) => writeLines(each, style, 1)).join('');
  if (!content) {
    const { range } = readStartTag(text, parent);
    let start = range.end - 2;
    while (/\s/.test(text[start - 1] ?? '')) start--;
    return { start, end: range.end, newText: `>${inside}${style.line(0)}</${parent.name}>` };
  }
  const lastSibling =
    place === 'first' ? undefined : siblings.findLast((each) => removed?.has(each) !== true);
  if (lastSibling) {
    const at = Math.min(lastSibling.end, text.length);
    return { start: at, end: at, newText: inside };
  }
  const isOpen = siblings.length === 0 && isBlank(text.slice(content.start, content.end));
  return isOpen
    ? { ...content, newText: `${inside}${style.line(0)}` }
    : { start: content.start, end: content.start, newText: inside };
}

/** How an element and those in it are laid out. */
interface Style {
  readonly quote: '"' | "'";
  /** Returns the line end and the indentation of a depth below the parent; empty if all is on one line. */
  line(depth: number): string;
}

function findStyle(text: string, parent: XmlElement): Style {
  const quote = findQuote(text);
  const own = findIndentation(text, parent.start);
  const [child] = listElements(parent);
  const inner = child && findIndentation(text, child.start);
  const around =
    parent.parent && 'name' in parent.parent ? findIndentation(text, parent.parent.start) : undefined;
  const isOneLine = own === undefined || (child !== undefined && inner === undefined);
  if (isOneLine) return { quote, line: () => '' };
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const step =
    inner !== undefined && inner.length > own.length && inner.startsWith(own)
      ? inner.slice(own.length)
      : around !== undefined && own.length > around.length && own.startsWith(around)
        ? own.slice(around.length)
        : '  ';
  return { quote, line: (depth) => end + own + step.repeat(depth) };
}

function writeLines(element: NewElement, style: Style, depth: number): string {
  return style.line(depth) + writeElement(element, style, depth);
}

function writeElement(
  { name, attributes, text, children = [] }: NewElement,
  style: Style,
  depth: number,
): string {
  const tag = [name, ...attributes.map(([key, value]) => writeAttribute(key, value, style.quote))].join(' ');
  if (children.length > 0) {
    const inside = children.map((child) => writeLines(child, style, depth + 1)).join('');
    return `<${tag}>${inside}${style.line(depth)}</${name}>`;
  }
  return text === undefined ? `<${tag}/>` : `<${tag}>${escapeXml(text)}</${name}>`;
}

function writeAttribute(name: string, value: string, quote: string): string {
  return `${name}=${quote}${escapeXml(value)}${quote}`;
}

/** Returns the quotes that the file uses more often; libvirt writes single ones. */
export function findQuote(text: string): '"' | "'" {
  const start = text.slice(0, 4096);
  const double = start.match(/="/g)?.length ?? 0;
  const single = start.match(/='/g)?.length ?? 0;
  return double > single ? '"' : "'";
}

/** Returns the blanks before an element that starts a line; undefined if something else precedes it on its line. */
function findIndentation(text: string, start: number): string | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  return isBlank(before) ? before : undefined;
}

const isBlank = (text: string): boolean => /^\s*$/.test(text);
