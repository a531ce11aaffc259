/** Reads by tables, for programs that check a whole descriptor before they use it. */
import type { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import type { Objection } from './consumer';
import * as stated from './stated';

/** What a program requires of a member. Every member of a table must be present, and only once; other members may be present. */
export interface Field {
  readonly kind: stated.ExpectedKind;
  /** Optional members are checked if they are present; *or null* also counts null as absent. */
  readonly isOptional?: boolean | 'or null';
  /** The members of an object, or of the objects in a list. */
  readonly table?: Table;
  /** Whether all elements of a list must be strings. */
  readonly ofStrings?: boolean;
}

export type Table = Readonly<Record<string, Field>>;

export const STRING: Field = { kind: 'string' };
export const LIST: Field = { kind: 'array' };
export const STRINGS: Field = { kind: 'array', ofStrings: true };
/** A file with its format. */
export const FILE: Field = { kind: 'object', table: { filename: STRING, format: STRING } };

/** Lists how an object fails a table: first the members that are present, in their order. */
export function* dispatch(
  document: DescriptorDocument,
  value: JsonValue,
  table: Table,
): Generator<Objection> {
  if (value.kind !== 'object') {
    yield stated.stateWrongType(document, value, 'object');
    return;
  }
  const names = new Set<string>();
  for (const property of value.properties) {
    const name = property.key.value;
    const field = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!field || !property.value) continue;
    if (names.has(name)) yield stated.stateDuplicate(property);
    names.add(name);
    yield* dispatchField(document, property.value, field);
  }
  for (const [name, { isOptional }] of Object.entries(table))
    if (isOptional === undefined && !names.has(name)) yield stated.stateMissing(document, value, name);
}

/** The same for a value. */
export function* dispatchField(
  document: DescriptorDocument,
  value: JsonValue,
  { kind, isOptional, table, ofStrings }: Field,
): Generator<Objection> {
  if (isOptional === 'or null' && value.kind === 'null') return;
  if (value.kind !== kind) {
    yield stated.stateWrongType(document, value, kind);
  } else if (table) {
    for (const part of value.kind === 'array' ? value.elements : [value])
      yield* dispatch(document, part, table);
  } else if (ofStrings && value.kind === 'array') {
    for (const element of value.elements)
      if (element.kind !== 'string') yield stated.stateWrongType(document, element, 'string');
  }
}
