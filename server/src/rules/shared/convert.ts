/** Converts values of the wrong type to the right type, and only without losing what the author wrote. */
import {
  removeMember,
  repeatObject,
  replaceValue,
  takeOutOfList,
  wrapInList,
  WrittenValue,
} from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import { toPlain, type JsonArray, type JsonObject, type JsonValue } from '../../descriptor/json';
import { suggestFlashFile, suggestMapping, suggestValue } from '../../descriptor/suggestedValue';
import type { Mismatch, TypedMember } from '../../descriptor/typedTree';
import { isObjectType, listMembers } from '../../qapi/lookup';
import type { Member } from '../../qapi/schema';
import { joinWithAnd } from '../../text/conjunction';
import { t } from '../../text/translations';
import type { Fix } from '../rule';
import { findFlatFormat } from './flatFormat';
import { listNames, splitNames } from './names';

/** Returns the ways to convert a value to the expected type, the likely one first. The title names what a conversion omits. */
export function listConversions(document: DescriptorDocument, node: Mismatch): Fix[] {
  const { json, expected } = node;
  const isText = !listRequired(document, expected.name);
  switch (json.kind) {
    case 'array':
      return convertFromList(document, node, json, isText);
    case 'string':
      return isText ? convertToList(document, node, json.value) : convertToObject(document, node, json.value);
    case 'object':
      return isText ? convertToNames(document, node, json) : wrapObject(document, node, json);
    case 'null':
      return [];
    default: {
      if (expected.name !== 'str') return [];
      const text = String(json.value);
      return [makeFix(document, json, t('Convert to a string'), expected.isList ? [text] : text)];
    }
  }
}

/** Returns the member that has this value, or a list that contains it. */
export function findHoldingMember(node: Mismatch): TypedMember | undefined {
  return node.member ?? (node.parent?.kind === 'list' ? node.parent.member : undefined);
}

function makeFix({ text }: DescriptorDocument, json: JsonValue, title: string, value: unknown): Fix {
  return { title, edits: [replaceValue(text, json, value)], reveals: true };
}

/** Returns the mandatory members of an object type; undefined for any other type. */
function listRequired({ context: { schema } }: DescriptorDocument, type: string): Member[] | undefined {
  const definition = schema.definitions.get(type);
  return isObjectType(definition)
    ? listMembers(schema, definition).flatMap(({ member }) => (member.optional ? [] : [member]))
    : undefined;
}

/** Returns the values of an enum; undefined for any other type. */
function listValues({ context: { schema } }: DescriptorDocument, type: string): string[] | undefined {
  const definition = schema.definitions.get(type);
  return definition?.kind === 'enum' ? definition.values.map(({ name }) => name) : undefined;
}

function wrap({ text }: DescriptorDocument, json: JsonValue): Fix {
  return { title: t('Wrap in a list'), edits: [wrapInList(text, json)], safe: true, reveals: true };
}

/** Whether the member allows any text, as the tags do. */
function isFree(member: TypedMember | undefined): boolean {
  return member?.name === 'tags';
}

function convertToList(document: DescriptorDocument, node: Mismatch, text: string): Fix[] {
  const { json, expected, member } = node;
  if (!expected.isList) return [];
  const known = listValues(document, expected.name);
  const names = isFree(member) ? [] : splitNames(text, known);
  if (names.length < 2) return [wrap(document, json)];
  const split = makeFix(document, json, t('Split into a list'), names);
  return [{ ...split, safe: names.every((name) => known?.includes(name)) }];
}

/** Converts an object where a list of names, one name or a text is expected. */
function convertToNames(document: DescriptorDocument, node: Mismatch, json: JsonObject): Fix[] {
  const { expected, parent } = node;
  const listed = listNames(json, isFree(node.member));
  if (!listed) return [];
  const { names, off, areValues } = listed;
  const known = listValues(document, expected.name);
  if (expected.isList) {
    const title = areValues
      ? t('Replace with a list of its values')
      : off.length > 0
        ? t('Convert to a list without {0}', joinWithAnd(off.map((name) => t('“{0}”', name))))
        : t('Convert to a list');
    const safe = !areValues && off.length === 0 && names.every((name) => known?.includes(name));
    return [{ ...makeFix(document, json, title, names), safe }];
  }
  const path = json.properties.find(({ key }) => key.value === 'filename')?.value;
  const values = path?.kind === 'string' ? [path.value] : names;
  const isElement = parent?.kind === 'list';
  if (values.length === 0 || (!isElement && (values.length > 1 || !areValues))) return [];
  return [
    {
      title: t('Replace with {0}', values.map((name) => t('“{0}”', name)).join(', ')),
      edits: [
        { start: json.start, end: json.end, newText: values.map((name) => JSON.stringify(name)).join(', ') },
      ],
      reveals: true,
    },
  ];
}

/** Converts an object where a list of objects is expected: to one element, or to several that its names distinguish. */
function wrapObject(document: DescriptorDocument, { expected }: Mismatch, json: JsonObject): Fix[] {
  const members = listRequired(document, expected.name) ?? [];
  if (json.properties.some(({ key }) => members.some(({ name }) => name === key.value)))
    return [wrap(document, json)];
  const objects = json.properties.map(({ key, value }) => {
    const object = makeObject(document, expected.name, key.value);
    const list = members.find(({ type }) => type.isArray)?.name;
    if (!object || list === undefined || !value) return undefined;
    const plain = toPlain(value);
    if (value.kind === 'object') return { ...object, ...(plain as object) };
    if (value.kind === 'string') return { ...object, [list]: [plain] };
    return value.kind === 'array' ? { ...object, [list]: plain } : undefined;
  });
  return objects.length > 0 && !objects.includes(undefined)
    ? [makeFix(document, json, t('Convert to a list'), objects)]
    : [];
}

/** Converts a text where an object or a list of objects is expected. */
function convertToObject(document: DescriptorDocument, node: Mismatch, text: string): Fix[] {
  const { json, expected, member } = node;
  const flat = member?.name === 'executable' ? findFlatFormat(document, member.object) : undefined;
  const object = makeObject(document, expected.name, text, flat?.value && toPlain(flat.value.json));
  if (!object) return [];
  const names = Object.keys(object).map((name) => t('“{0}”', name));
  const title = t('Convert to an object with {0}', joinWithAnd(names));
  const fix = makeFix(document, json, title, expected.isList ? [object] : object);
  const removed = flat ? [removeMember(document.text, flat.object.json, flat.json)] : [];
  return [{ ...fix, edits: [...fix.edits, ...removed] }];
}

/** Makes an object of a type from `text`; undefined if none of its members accepts it. */
function makeObject(
  document: DescriptorDocument,
  type: string,
  text: string,
  format?: unknown,
): Readonly<Record<string, unknown>> | undefined {
  const { view, context } = document;
  if (type === 'FirmwareMapping') return text.startsWith('/') ? suggestMapping(text) : undefined;
  if (type === 'FirmwareFlashFile')
    return { ...suggestFlashFile(text), ...(format !== undefined && { format }) };
  const members = listRequired(document, type) ?? [];
  const holder = members.find(({ type: { name, isArray } }) =>
    isArray ? false : name === 'str' || listValues(document, name)?.includes(text),
  );
  if (!holder) return undefined;
  return Object.fromEntries(
    members.map((member) => [
      member.name,
      member === holder ? text : suggestValue({ ...member, architecture: text }, view, context.schema),
    ]),
  );
}

/** Converts a list where one value is expected. */
function convertFromList(
  document: DescriptorDocument,
  node: Mismatch,
  json: JsonArray,
  isText: boolean,
): Fix[] {
  const { text } = document;
  const { expected, parent, member } = node;
  const only = findOnlyElement(json);
  if (only && (only.kind === 'object') === !isText)
    return [
      {
        title: t('Unwrap the list'),
        edits: [replaceValue(text, json, new WrittenValue(only))],
        reveals: true,
      },
    ];
  if (only?.kind === 'string') return convertToObject(document, { ...node, json }, only.value);
  const texts = json.elements.flatMap((element) => (element.kind === 'string' ? [element.value] : []));
  if (json.elements.length < 2 || texts.length !== json.elements.length * Number(isText)) return [];
  if (parent?.kind === 'list')
    return [{ title: t('Merge into the outer list'), edits: [takeOutOfList(text, json)], reveals: true }];
  if (member?.name === 'description')
    return [makeFix(document, json, t('Join into one string'), texts.join(' '))];
  const known = listValues(document, expected.name);
  const values = texts.filter((value) => known?.includes(value));
  const holder = member?.object;
  if (holder?.parent?.kind === 'list' && values.length > 0)
    return [
      {
        title: t('Split into one element for each value'),
        edits: [repeatObject(text, holder.json, json)],
        reveals: true,
      },
    ];
  return values.map((value) => makeFix(document, json, t('Replace with “{0}”', value), value));
}

/** Returns the only element of a list, also through nested lists; undefined for other lists and values. */
function findOnlyElement(json: JsonValue): JsonValue | undefined {
  const only = json.kind === 'array' && json.elements.length === 1 ? json.elements[0] : undefined;
  return only?.kind === 'array' ? findOnlyElement(only) : only;
}
