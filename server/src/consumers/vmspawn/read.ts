import type { DescriptorDocument } from '../../descriptor/document';
import type { JsonValue } from '../../descriptor/json';
import type { Objection } from '../consumer';
import * as stated from '../stated';
import type { VmspawnReading } from './releases';

/** What systemd-vmspawn wants of a member: every member of a table must be there, any other may be. */
interface Field {
  readonly kind: stated.WantedKind;
  /** Members that may be absent are looked at where they are there. */
  readonly isOptional?: boolean;
  /** The members of an object, or of the objects in a list. */
  readonly table?: Table;
  /** Whether all elements of a list must be strings. */
  readonly ofStrings?: boolean;
}

type Table = Readonly<Record<string, Field>>;

const STRING: Field = { kind: 'string' };
const LIST: Field = { kind: 'array' };
const STRINGS: Field = { kind: 'array', ofStrings: true };
const FILE: Field = { kind: 'object', table: { filename: STRING, format: STRING } };

/** The members at the top. @param names how lists of interfaces and machine types are read */
function makeTable(mapping: Field, names: Field): Table {
  return {
    description: STRING,
    'interface-types': names,
    mapping,
    targets: { kind: 'array', table: { architecture: STRING, machines: names } },
    features: STRINGS,
    tags: LIST,
  };
}

/** Every descriptor is read as one of flash with a template. */
const AS_FLASH = makeTable(
  { kind: 'object', table: { device: STRING, executable: FILE, 'nvram-template': FILE } },
  LIST,
);

/** What is in the mapping depends on the device. */
const BY_DEVICE = makeTable({ kind: 'object' }, STRINGS);

const DEVICES: Table & Readonly<Record<'flash' | 'memory', Field>> = {
  flash: {
    kind: 'object',
    table: {
      device: STRING,
      mode: { ...STRING, isOptional: true },
      executable: FILE,
      'nvram-template': { ...FILE, isOptional: true },
    },
  },
  memory: { kind: 'object', table: { device: STRING, filename: STRING } },
};

/** What makes systemd-vmspawn give up a file. [vmspawn-util.c] */
export function readLikeVmspawn(
  root: JsonValue,
  document: DescriptorDocument,
  { goesByDevice }: VmspawnReading,
): readonly Objection[] {
  return goesByDevice
    ? [...dispatch(document, root, BY_DEVICE), ...dispatchMapping(document, root)]
    : [...dispatch(document, root, AS_FLASH)];
}

/** Holds an object against a table, the members that are there first, in their order. */
function* dispatch(document: DescriptorDocument, value: JsonValue, table: Table): Generator<Objection> {
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
    if (!isOptional && !names.has(name)) yield stated.stateMissing(document, value, name);
}

function* dispatchField(
  document: DescriptorDocument,
  value: JsonValue,
  { kind, table, ofStrings }: Field,
): Generator<Objection> {
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

/** Reads the mapping as its device wants it. A device that is unknown ends the reading. */
function* dispatchMapping(document: DescriptorDocument, root: JsonValue): Generator<Objection> {
  const mapping = stated.findMember(root, 'mapping');
  if (mapping?.kind !== 'object') return;
  const device = stated.findMember(mapping, 'device');
  if (!device) yield stated.stateMissing(document, mapping, 'device');
  else if (device.kind === 'string' && (device.value === 'flash' || device.value === 'memory'))
    yield* dispatchField(document, mapping, DEVICES[device.value]);
  else yield stated.stateUnknownValue(document, device, 'device', 'device-unknown-to-libvirt');
}
