/** The syntax tree of a JSON text. Ranges are UTF-16 offsets. Every text has a tree, even an invalid one. */
import { t } from '../text/translations';
import type { TextRange } from '../text/lineIndex';

export type JsonValue = JsonObject | JsonArray | JsonString | JsonLiteral;
export type JsonNode = JsonValue | JsonProperty;

export interface JsonObject extends TextRange {
  readonly kind: 'object';
  readonly properties: readonly JsonProperty[];
  /** Whether the text has its braces. */
  readonly closed: boolean;
}

export interface JsonArray extends TextRange {
  readonly kind: 'array';
  readonly elements: readonly JsonValue[];
  /** Whether all elements are strings, so that nothing else needs to be searched among them. */
  readonly hasOnlyStrings: boolean;
  /** Whether the text has its brackets. */
  readonly closed: boolean;
}

/** `"key": value`; its range extends from the key to the end of the value, or of its last existing part. */
export interface JsonProperty extends TextRange {
  readonly kind: 'property';
  readonly key: JsonString;
  /** The offset of the colon. */
  readonly colon?: number;
  readonly value?: JsonValue;
}

export interface JsonString extends TextRange {
  readonly kind: 'string';
  /** The text with its escapes resolved. */
  readonly value: string;
}

export interface JsonLiteral extends TextRange {
  readonly kind: 'number' | 'boolean' | 'null';
  readonly value: number | boolean | null;
}

/** Names the kind of a JSON value in messages. */
export function describeKind(value: JsonValue): string {
  switch (value.kind) {
    case 'object':
      return t('an object');
    case 'array':
      return t('a list');
    case 'string':
      return t('a string');
    case 'number':
      return t('a number');
    case 'boolean':
      return t('a boolean');
    case 'null':
      return 'null';
  }
}

/** Whether `offset` is in `range` or at one of its ends. */
export function touches(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** Returns the range between the brackets of an object or a list. */
export function getContent({ start, end, closed }: JsonObject | JsonArray): TextRange {
  return { start: Math.min(start + 1, end), end: closed ? end - 1 : end };
}

/** Converts the value as `JSON.parse` does; the last of several members with one name wins. */
export function toPlain(value: JsonValue): unknown {
  switch (value.kind) {
    case 'object':
      return Object.fromEntries(
        value.properties.map((property) => [
          property.key.value,
          property.value ? toPlain(property.value) : null,
        ]),
      );
    case 'array':
      return value.elements.map(toPlain);
    default:
      return value.value;
  }
}

/** The parts of a JSON value that most values of a descriptor are not: looking for them one by one would be as many walks. */
export interface JsonOutline {
  /** Every object, in the order of the text. */
  readonly objects: readonly JsonObject[];
  /** Every number, in the order of the text. */
  readonly numbers: readonly JsonLiteral[];
  /** The number of objects and lists around the innermost value. */
  readonly depth: number;
}

/** Makes the outline of a value. The depth of the tree is bounded. */
export function outlineJson(root: JsonValue): JsonOutline {
  const objects: JsonObject[] = [];
  const numbers: JsonLiteral[] = [];
  let deepest = 0;
  const visit = (value: JsonValue, depth: number): void => {
    if (depth > deepest) deepest = depth;
    if (value.kind === 'array') {
      if (!value.hasOnlyStrings) for (const element of value.elements) visit(element, depth + 1);
      else if (value.elements.length > 0) deepest = Math.max(deepest, depth + 1);
    } else if (value.kind === 'object') {
      objects.push(value);
      for (const property of value.properties) if (property.value) visit(property.value, depth + 1);
    } else if (value.kind === 'number') {
      numbers.push(value);
    }
  };
  visit(root, 0);
  return { objects, numbers, depth: deepest };
}

/** Whether an object may have two members with one name; certain if it has few, as most have: comparing them costs less than making a map. */
export function mayHaveDuplicates({ properties }: JsonObject): boolean {
  if (properties.length > FEW) return true;
  return properties.some(({ key }, index) => {
    for (let before = 0; before < index; before++)
      if (properties[before]?.key.value === key.value) return true;
    return false;
  });
}

const FEW = 8;

/** Lists every value in a value, including itself, in the order of the text. It uses no recursion and takes linear time. */
export function* listValues(value: JsonValue): Generator<JsonValue> {
  const left: (JsonValue | undefined)[] = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (!next) continue;
    yield next;
    const inner =
      next.kind === 'array'
        ? [...next.elements]
        : next.kind === 'object'
          ? next.properties.map((property) => property.value)
          : [];
    // The first child goes on top of the stack.
    for (const each of inner.reverse()) left.push(each);
  }
}
