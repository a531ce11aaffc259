import type { DescriptorDocument } from '../../descriptor/document';
import type { JsonValue } from '../../descriptor/json';
import type { Objection } from '../consumer';
import { dispatch, FILE, STRING, STRINGS, type Table } from '../table';

const DESCRIPTOR: Table = {
  description: STRING,
  'interface-types': STRINGS,
  mapping: {
    kind: 'object',
    table: {
      device: STRING,
      executable: { ...FILE, isOptional: 'or null' },
      'nvram-template': { ...FILE, isOptional: 'or null' },
      filename: { ...STRING, isOptional: 'or null' },
    },
  },
  targets: { kind: 'array', table: { architecture: STRING, machines: STRINGS } },
  features: STRINGS,
  tags: STRINGS,
};

/** Lists what makes bcvk end with an error: it reads the whole of each descriptor, for any device. [secureboot.rs, FirmwareDescriptor] */
export function readLikeBcvk(root: JsonValue, document: DescriptorDocument): readonly Objection[] {
  return [...dispatch(document, root, DESCRIPTOR)];
}
