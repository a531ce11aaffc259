/** Edits of a descriptor's text that keep it valid JSON in its own style. All offsets are in UTF-16 units. */
import { findChangedPart } from '../text/changedPart';
import type { TextRange } from '../text/lineIndex';
import type { TextEdit } from '../text/textEdit';
import { getContent, type JsonArray, type JsonObject, type JsonProperty, type JsonValue } from './json';

/** Replaces `value` with another value. */
export function replaceValue(text: string, value: JsonValue, replacement: unknown): TextEdit {
  return {
    start: value.start,
    end: value.end,
    newText: render(text, replacement, findIndent(text, value.start)),
  };
}

/** Inserts `"name": value` after the member `after`, or as the first member if that is undefined. */
export function insertMember(
  text: string,
  object: JsonObject,
  name: string,
  value: unknown,
  after?: JsonProperty,
): TextEdit {
  const first = object.properties[0];
  const { inner, gap } = findMemberStyle(text, object);
  const member = `${JSON.stringify(name)}: ${render(text, value, inner)}`;
  if (after) return { start: after.end, end: after.end, newText: `,${gap}${member}` };
  if (first) return { start: first.start, end: first.start, newText: `${member},${gap}` };
  return {
    ...getContent(object),
    newText: gap + member + findLineEnd(text) + findIndent(text, object.start),
  };
}

/**
 * Removes members of an object and sets others; new members are inserted in the place that `order` gives. All other text is unchanged, so
 * the edit covers only the part that differs.
 */
export function changeMembers(
  text: string,
  object: JsonObject,
  changes: {
    readonly removed: readonly JsonProperty[];
    readonly values: Readonly<Record<string, unknown>>;
    readonly order: readonly string[];
  },
): TextEdit {
  const { properties, start, end } = object;
  const [first, last] = [properties[0], properties.at(-1)];
  if (!first || !last) return replaceValue(text, object, changes.values);
  const { inner, gap } = findMemberStyle(text, object);
  const kept = properties.filter((property) => !changes.removed.includes(property));
  const values = new Map(Object.entries(changes.values));
  const parts = kept.map((property) => {
    const name = property.key.value;
    const isSet = property.value && values.has(name);
    const written = isSet
      ? text.slice(property.start, property.value.start) + render(text, values.get(name), inner)
      : text.slice(property.start, property.end);
    return { name, written };
  });
  for (const [name, value] of values) {
    if (parts.some((part) => part.name === name)) continue;
    const earlier = changes.order.slice(0, changes.order.indexOf(name));
    const after = parts.findLastIndex((part) => earlier.includes(part.name));
    parts.splice(after + 1, 0, { name, written: `${JSON.stringify(name)}: ${render(text, value, inner)}` });
  }
  const members = parts.map(({ written }) => written).join(`,${gap}`);
  const changed = text.slice(start, first.start) + members + text.slice(last.end, end);
  const part = findChangedPart(text.slice(start, end), changed);
  return part
    ? { start: start + part.start, end: start + part.end, newText: part.newText }
    : { start, end, newText: changed };
}

/** Removes a member and its comma. */
export function removeMember(text: string, object: JsonObject, property: JsonProperty): TextEdit {
  return removeItem(text, object, object.properties, property);
}

/** Removes an element and its comma. */
export function removeElement(text: string, array: JsonArray, element: JsonValue): TextEdit {
  return removeItem(text, array, array.elements, element);
}

/** Removes several elements and their commas; the edits do not overlap. */
export function removeElements(array: JsonArray, removed: ReadonlySet<JsonValue>): TextEdit[] {
  const kept = array.elements.filter((element) => !removed.has(element));
  const lastKept = kept.at(-1);
  if (!lastKept) return [{ ...getContent(array), newText: '' }];
  const edits: TextEdit[] = [];
  array.elements.forEach((element, index) => {
    if (!removed.has(element)) return;
    const next = array.elements[index + 1];
    if (element.start < lastKept.start && next)
      edits.push({ start: element.start, end: next.start, newText: '' });
  });
  const end = array.elements.at(-1)?.end ?? lastKept.end;
  return end > lastKept.end ? [...edits, { start: lastKept.end, end, newText: '' }] : edits;
}

/** Appends an element to a list. */
export function insertElement(text: string, array: JsonArray, value: unknown): TextEdit {
  const last = array.elements.at(-1);
  if (!last) return { ...getContent(array), newText: JSON.stringify(value) };
  const spread = /[\r\n]/.test(text.slice(array.start, last.start));
  const indent = findIndent(text, last.start);
  const gap = spread ? findLineEnd(text) + indent : ' ';
  return { start: last.end, end: last.end, newText: `,${gap}${render(text, value, indent)}` };
}

/** Puts brackets around a value without changing its text. */
export function wrapInList(text: string, value: JsonValue): TextEdit {
  const outer = findIndent(text, value.start);
  const inner = outer + findIndentUnit(text);
  const lineEnd = findLineEnd(text);
  const newText = `[${lineEnd}${inner}${copy(text, value, inner)}${lineEnd}${outer}]`;
  return { start: value.start, end: value.end, newText };
}

/** Replaces a non-empty list with its elements, without changing their text. */
export function takeOutOfList(text: string, list: JsonArray): TextEdit {
  const { start, end } = list;
  const inner = { start: list.elements[0]?.start ?? start, end: list.elements.at(-1)?.end ?? end };
  return { start, end, newText: copy(text, inner, findIndent(text, start)) };
}

/** Repeats an object for each element of a list in it; the element replaces the list. */
export function repeatObject(text: string, { start, end }: JsonObject, list: JsonArray): TextEdit {
  const objects = list.elements.map(
    (element) =>
      text.slice(start, list.start) + text.slice(element.start, element.end) + text.slice(list.end, end),
  );
  return { start, end, newText: objects.join(', ') };
}

/** A value of the document that moves elsewhere unchanged: a number keeps its digits, an object its duplicates. */
export class WrittenValue {
  constructor(readonly json: JsonValue) {}
}

/**
 * Formats a JSON value, or a value of the document, in the style of the document; lines after the first are indented by `indent`.
 */
export function render(text: string, value: unknown, indent: string): string {
  if (value instanceof WrittenValue) return copy(text, value.json, indent);
  // Anything else is on one line.
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return JSON.stringify(value, null, findIndentUnit(text)).replaceAll('\n', findLineEnd(text) + indent);
}

/** Only the start of a text determines its style, because the style of a long text is requested many times. */
const STYLE_LENGTH = 64 * 1024;

/** Finds one level of indentation in this text; the default is four spaces, QEMU's habit. */
export function findIndentUnit(text: string): string {
  return /[\r\n]([ \t]+)\S/.exec(text.slice(0, STYLE_LENGTH))?.[1] ?? '    ';
}

/** Finds the line end of this text. */
export function findLineEnd(text: string): string {
  const start = text.slice(0, STYLE_LENGTH);
  return ['\r\n', '\n', '\r'].find((lineEnd) => start.includes(lineEnd)) ?? '\n';
}

/** Returns the white space at the start of the line of `offset`. */
export function findIndent(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Finds the layout of an object's members: their indentation, and the white space after the comma. */
function findMemberStyle(text: string, object: JsonObject): { inner: string; gap: string } {
  const first = object.properties[0];
  const spread = first ? /[\r\n]/.test(text.slice(object.start, first.start)) : true;
  const inner =
    spread && first
      ? findIndent(text, first.start)
      : findIndent(text, object.start) + (spread ? findIndentUnit(text) : '');
  return { inner, gap: spread ? findLineEnd(text) + inner : ' ' };
}

/** Returns the text of a value; lines after the first get `indent` instead of the first line's indentation. */
function copy(text: string, { start, end }: TextRange, indent: string): string {
  const old = findIndent(text, start);
  return text
    .slice(start, end)
    .replace(/(\r\n|\r|\n)([ \t]*)/g, (_, lineEnd: string, blanks: string) =>
      blanks.startsWith(old) ? lineEnd + indent + blanks.slice(old.length) : lineEnd + blanks,
    );
}

interface Item {
  readonly start: number;
  readonly end: number;
}

function removeItem(
  text: string,
  container: JsonArray | JsonObject,
  items: readonly Item[],
  item: Item,
): TextEdit {
  const index = items.indexOf(item);
  const next = items[index + 1];
  const previous = items[index - 1];
  if (next) return { start: item.start, end: next.start, newText: '' };
  if (previous) return { start: previous.end, end: item.end, newText: '' };
  const content = getContent(container);
  const rest = text.slice(item.end, content.end);
  return rest.trim() === '' ? { ...content, newText: '' } : { start: item.start, end: item.end, newText: '' };
}
