import { t } from '../../text/translations';
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
const FILE: Field = { kind: 'object', table: { filename: STRING, format: STRING } };
const TARGETS: Field = { kind: 'array', table: { architecture: STRING, machines: LIST } };

function makeTable(mapping: Table): Table {
  return {
    description: STRING,
    'interface-types': LIST,
    mapping: { kind: 'object', table: mapping },
    targets: TARGETS,
    features: { kind: 'array', ofStrings: true },
    tags: LIST,
  };
}

const WITH_TEMPLATE = makeTable({ device: STRING, executable: FILE, 'nvram-template': FILE });
const WITH_OPTIONAL_TEMPLATE = makeTable({
  device: STRING,
  executable: FILE,
  'nvram-template': { ...FILE, isOptional: true },
});

/** What makes systemd-vmspawn give up a file. [vmspawn-util.c] */
export function readLikeVmspawn(
  root: JsonValue,
  document: DescriptorDocument,
  { looksAtMapping }: VmspawnReading,
): readonly Objection[] {
  return looksAtMapping
    ? [...dispatch(document, root, WITH_OPTIONAL_TEMPLATE), ...dispatchMapping(document, root)]
    : [...dispatch(document, root, WITH_TEMPLATE)];
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

/** The firmware must lie in flash, and have its template unless it is stateless. */
function* dispatchMapping(document: DescriptorDocument, root: JsonValue): Generator<Objection> {
  const mapping = stated.findMember(root, 'mapping');
  if (mapping?.kind !== 'object') return;
  const device = stated.findMember(mapping, 'device');
  if (device?.kind === 'string' && device.value !== 'flash')
    yield stated.stateUnknownValue(document, device, 'device');
  const mode = stated.findMember(mapping, 'mode');
  const modeName = mode?.kind === 'string' ? mode.value : undefined;
  if (mode && modeName === 'combined')
    yield {
      code: 'mode-combined',
      range: { start: mode.start, end: mode.end },
      message: t('mode “combined”'),
    };
  else if (mode && modeName !== 'split' && modeName !== 'stateless')
    yield stated.stateUnknownValue(document, mode, 'mode');
  else if (modeName !== 'stateless' && !stated.findMember(mapping, 'nvram-template'))
    yield stated.stateMissing(document, mapping, 'nvram-template');
}
