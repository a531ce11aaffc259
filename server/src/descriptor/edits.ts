/** Changes to a descriptor's text that keep it JSON and keep its style. All offsets are UTF-16 units into the text. */
import type { TextEdit } from '../text/textEdit';
import type { JsonArray, JsonObject, JsonProperty, JsonValue } from './json';

/** Puts another value in the place of `value`. */
export function replaceValue(text: string, value: JsonValue, replacement: unknown): TextEdit {
  return {
    start: value.start,
    end: value.end,
    newText: render(text, replacement, findIndent(text, value.start)),
  };
}

/** Inserts `"name": value` behind the member `after`, or as the first member where that is undefined. */
export function insertMember(
  text: string,
  object: JsonObject,
  name: string,
  value: unknown,
  after?: JsonProperty,
): TextEdit {
  const first = object.properties[0];
  const spread = first ? /[\r\n]/.test(text.slice(object.start, first.start)) : true;
  const inner =
    spread && first
      ? findIndent(text, first.start)
      : findIndent(text, object.start) + (spread ? findIndentUnit(text) : '');
  const member = `${JSON.stringify(name)}: ${render(text, value, inner)}`;
  const gap = spread ? findLineEnd(text) + inner : ' ';
  if (after) return { start: after.end, end: after.end, newText: `,${gap}${member}` };
  if (first) return { start: first.start, end: first.start, newText: `${member},${gap}` };
  const end = object.closed ? object.end - 1 : object.end;
  return {
    start: object.start + 1,
    end,
    newText: gap + member + findLineEnd(text) + findIndent(text, object.start),
  };
}

/** Takes a member out, with its comma. */
export function removeMember(text: string, object: JsonObject, property: JsonProperty): TextEdit {
  return removeItem(text, object, object.properties, property);
}

/** Takes an element out, with its comma. */
export function removeElement(text: string, array: JsonArray, element: JsonValue): TextEdit {
  return removeItem(text, array, array.elements, element);
}

/** Takes several elements out, with their commas; the edits do not overlap. */
export function removeElements(array: JsonArray, removed: ReadonlySet<JsonValue>): TextEdit[] {
  const kept = array.elements.filter((element) => !removed.has(element));
  const lastKept = kept.at(-1);
  if (!lastKept) return [{ ...getInnerRange(array), newText: '' }];
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
  if (!last)
    return {
      start: array.start + 1,
      end: array.closed ? array.end - 1 : array.end,
      newText: JSON.stringify(value),
    };
  const spread = /[\r\n]/.test(text.slice(array.start, last.start));
  const indent = findIndent(text, last.start);
  const gap = spread ? findLineEnd(text) + indent : ' ';
  return { start: last.end, end: last.end, newText: `,${gap}${render(text, value, indent)}` };
}

/** A JSON value as text in the style of the document; lines after the first are indented by `indent`. */
export function render(text: string, value: unknown, indent: string): string {
  return JSON.stringify(value, null, findIndentUnit(text)).replaceAll('\n', findLineEnd(text) + indent);
}

/** The style of a text is looked for at its start: a long one is asked for it many times. */
const STYLE_LENGTH = 64 * 1024;

/** What one level of indentation is in this text; four spaces, QEMU's habit, where nothing shows. */
export function findIndentUnit(text: string): string {
  return /\n([ \t]+)\S/.exec(text.slice(0, STYLE_LENGTH))?.[1] ?? '    ';
}

/** The line end of this text. */
export function findLineEnd(text: string): string {
  return text.slice(0, STYLE_LENGTH).includes('\r\n') ? '\r\n' : '\n';
}

/** The white space that starts the line of `offset`. */
export function findIndent(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** What lies between the brackets. */
function getInnerRange({ start, end, closed }: JsonArray | JsonObject): Item {
  return { start: start + 1, end: closed ? end - 1 : end };
}

interface Item {
  readonly start: number;
  readonly end: number;
}

function removeItem(
  text: string,
  container: Item & { closed: boolean },
  items: readonly Item[],
  item: Item,
): TextEdit {
  const index = items.indexOf(item);
  const next = items[index + 1];
  const previous = items[index - 1];
  if (next) return { start: item.start, end: next.start, newText: '' };
  if (previous) return { start: previous.end, end: item.end, newText: '' };
  const end = container.closed ? container.end - 1 : container.end;
  const rest = text.slice(item.end, end);
  return rest.trim() === ''
    ? { start: container.start + 1, end, newText: '' }
    : { start: item.start, end: item.end, newText: '' };
}
