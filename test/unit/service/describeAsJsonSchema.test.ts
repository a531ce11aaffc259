import assert from 'node:assert/strict';
import { DRAFTS } from '../../../server/src/qapi/jsonSchema/types';
import { getSchema } from '../../../server/src/schema/bundled';
import { describeAsJsonSchema } from '../../../server/src/service/describeAsJsonSchema';
import { compileDescriptorSchema } from '../../support/jsonSchema';

const FILE = { filename: '/usr/share/x.fd', format: 'raw' };

function descriptor(mapping: object): string {
  return JSON.stringify({
    description: 'x',
    'interface-types': ['uefi'],
    mapping,
    targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    features: [],
    tags: [],
  });
}

describe('the JSON Schema of firmware descriptors', () => {
  for (const draft of DRAFTS) {
    it(`requires a template in mode split only, in draft ${draft}`, () => {
      const validate = compileDescriptorSchema(draft);
      const flash = { device: 'flash', executable: FILE };
      assert.ok(!validate(descriptor(flash)));
      assert.ok(!validate(descriptor({ ...flash, mode: 'split' })));
      assert.ok(validate(descriptor({ ...flash, 'nvram-template': FILE })));
      assert.ok(validate(descriptor({ ...flash, mode: 'stateless' })));
      // Distributions ship this, so it is marked, not rejected.
      assert.ok(validate(descriptor({ ...flash, mode: 'stateless', 'nvram-template': FILE })));
    });

    it(`is that of a QEMU release, in draft ${draft}`, () => {
      const old = compileDescriptorSchema(draft, '6.2');
      const flash = { device: 'flash', executable: FILE, 'nvram-template': FILE };
      assert.ok(old(descriptor(flash)));
      assert.ok(!old(descriptor({ ...flash, mode: 'split' })));
      assert.ok(!old(descriptor({ device: 'flash', executable: FILE })));
      assert.ok(!old(descriptor({ device: 'igvm', filename: '/x' })));
      assert.ok(compileDescriptorSchema(draft)(descriptor({ device: 'igvm', filename: '/x' })));
    });
  }

  it('names the release in its title', () => {
    const { schema } = getSchema('7.2');
    const options = { type: 'Firmware', draft: '07', release: '7.2' } as const;
    assert.equal(describeAsJsonSchema(schema, options)?.title, 'QEMU firmware descriptor (QEMU 7.2)');
  });
});
