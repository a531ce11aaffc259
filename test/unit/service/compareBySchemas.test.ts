import assert from 'node:assert/strict';
import { getSchema } from '../../../server/src/schema/bundled';
import { compareBySchemas } from '../../../server/src/service/compareBySchemas';

const FILE = { filename: '/usr/share/x.fd', format: 'raw' };

function descriptor(mapping: object, features: readonly string[] = []): string {
  return JSON.stringify({
    description: 'x',
    'interface-types': ['uefi'],
    mapping,
    targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    features,
    tags: [],
  });
}

function compare(text: string, older: string, newer: string): unknown {
  const found = compareBySchemas(text, getSchema(older), getSchema(newer));
  return found && [found.validBy, ...found.findings.map(({ code }) => code)];
}

describe('a descriptor and two schemas', () => {
  const stateless = descriptor({ device: 'flash', mode: 'stateless', executable: FILE });

  it('that one of them does not know a member, a value or a device', () => {
    assert.deepEqual(compare(stateless, '6.2', '7.0'), ['new', 'template-missing', 'needs-newer-qemu']);
    assert.deepEqual(compare(descriptor({ device: 'igvm', filename: '/x' }), '10.1', '10.0'), [
      'old',
      'needs-newer-qemu',
    ]);
    assert.deepEqual(
      compare(descriptor({ device: 'memory', filename: '/x' }, ['host-uefi-vars']), '9.2', 'latest'),
      ['new', 'needs-newer-qemu'],
    );
  });

  it('that agree on it', () => {
    assert.equal(compare(stateless, '7.0', 'latest'), undefined);
    assert.equal(compare(descriptor({ device: 'disk' }), '7.0', 'latest'), undefined);
    assert.equal(compare('{', '7.0', 'latest'), undefined);
    assert.equal(compare('', '7.0', 'latest'), undefined);
  });
});
