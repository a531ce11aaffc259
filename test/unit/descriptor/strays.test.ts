import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { listNodes, findExpectedType } from '../../../server/src/descriptor/typedTree';
import { withMembers, withText } from '../../../server/src/rules/examples';
import { getSchema } from '../../../server/src/schema/bundled';

function strays(changes: Record<string, unknown>, version = 'latest'): string[] {
  const document = new DescriptorDocument(withMembers(changes).text, getSchema(version));
  return document.strays.map((stray) => {
    switch (stray.reason) {
      case 'newer':
        return `${stray.member.name}: since ${stray.since}`;
      case 'branch':
        return `${stray.member.name}: branch ${stray.branches.join(', ')}`;
      case 'level':
        return `${stray.member.name}: of ${stray.owner}`;
      case 'misspelt':
        return `${stray.member.name}: ${stray.meant}`;
      case 'wrapper':
        return `${stray.member.name}: a wrapper`;
      case 'unknown':
        return stray.member.name;
    }
  });
}

describe('A stray member', () => {
  it('belongs to another branch', () => {
    assert.deepEqual(strays({ mapping: { device: 'flash', filename: '/x' } }), [
      'filename: branch kernel, memory, igvm',
    ]);
    assert.deepEqual(strays({ mapping: { device: 'memory', filename: '/x', mode: 'split' } }), [
      'mode: branch flash',
    ]);
  });

  it('belongs to another level', () => {
    assert.deepEqual(strays({ architecture: 'x86_64' }), ['architecture: of FirmwareTarget']);
    assert.deepEqual(strays({ mapping: { device: 'memory', filename: '/x', tags: [] } }), [
      'tags: of Firmware',
    ]);
  });

  it('is a misspelling of a missing member', () => {
    assert.deepEqual(strays({ features: undefined, Features: [] }), ['Features: features']);
    assert.deepEqual(strays({ feature: [] }), ['feature']);
  });

  it('comes with a later release', () => {
    assert.deepEqual(strays({}, '6.2'), ['mode: since 7.0']);
  });

  it('is none while the branch is not known', () => {
    assert.deepEqual(strays({ mapping: { device: 'no such', executable: {}, filename: '/x' } }), []);
    assert.deepEqual(strays({ mapping: { executable: {} } }), []);
  });

  it('is none while its name is being written, before a colon', () => {
    const reasons = (text: string): string[] => {
      const document = new DescriptorDocument(withText('"tags": []', text).text, getSchema('latest'));
      return document.strays.map(({ reason }) => reason);
    };
    assert.deepEqual(reasons('"vendor"'), []);
    assert.deepEqual(reasons('"vendor":'), ['unknown']);
  });

  it('is none below another stray', () => {
    assert.deepEqual(strays({ vendor: { mode: 'split', deep: { device: 1 } } }), ['vendor']);
  });
});

describe('The typed tree', () => {
  it('gives every value the type that the schema expects in its place', () => {
    const document = new DescriptorDocument(withMembers({}).text, getSchema('latest'));
    assert.ok(document.root);
    const types = listNodes(document.root).map((node) => {
      const type = findExpectedType(node);
      return `${node.member?.name ?? '-'}: ${type?.name ?? '?'}${type?.isList ? '[]' : ''}`;
    });
    assert.deepEqual(types, [
      '-: Firmware',
      'description: str',
      'interface-types: FirmwareOSInterface[]',
      '-: FirmwareOSInterface',
      'mapping: FirmwareMapping',
      'device: FirmwareDevice',
      'mode: FirmwareFlashMode',
      'executable: FirmwareFlashFile',
      'filename: str',
      'format: FirmwareFormat',
      'nvram-template: FirmwareFlashFile',
      'filename: str',
      'format: FirmwareFormat',
      'targets: FirmwareTarget[]',
      '-: FirmwareTarget',
      'architecture: FirmwareArchitecture',
      'machines: str[]',
      '-: str',
      '-: str',
      'features: FirmwareFeature[]',
      '-: FirmwareFeature',
      '-: FirmwareFeature',
      'tags: str[]',
    ]);
  });

  it('resolves the union even if the discriminator is last', () => {
    const mapping = { filename: '/x', device: 'memory' };
    const document = new DescriptorDocument(withMembers({ mapping }).text, getSchema('latest'));
    assert.equal(document.view.mapping?.object.branch?.name, 'memory');
    assert.deepEqual(document.strays, []);
  });
});
