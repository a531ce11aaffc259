import type { DescriptorDocument } from '../../descriptor/document';
import type { JsonValue } from '../../descriptor/json';
import type { Objection } from '../consumer';
import * as stated from '../stated';
import { dispatch, dispatchField, FILE, LIST, STRING, STRINGS, type Field, type Table } from '../table';
import type { VmspawnReading } from './releases';

/** The top-level members. @param names how lists of interfaces and machine types are read */
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

/** For releases that read every descriptor as flash with a template. */
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

/** Lists what makes systemd-vmspawn give up a file. [vmspawn-util.c] */
export function readLikeVmspawn(
  root: JsonValue,
  document: DescriptorDocument,
  { goesByDevice }: VmspawnReading,
): readonly Objection[] {
  return goesByDevice
    ? [...dispatch(document, root, BY_DEVICE), ...dispatchMapping(document, root)]
    : [...dispatch(document, root, AS_FLASH)];
}

/** Reads the mapping as its device requires. An unknown device ends the reading. */
function* dispatchMapping(document: DescriptorDocument, root: JsonValue): Generator<Objection> {
  const mapping = stated.findMember(root, 'mapping');
  if (mapping?.kind !== 'object') return;
  const device = stated.findMember(mapping, 'device');
  if (!device) yield stated.stateMissing(document, mapping, 'device');
  else if (device.kind === 'string' && (device.value === 'flash' || device.value === 'memory'))
    yield* dispatchField(document, mapping, DEVICES[device.value]);
  else yield stated.stateUnknownValue(document, device, 'device', 'device-unknown-to-libvirt');
}
