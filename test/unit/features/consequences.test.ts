import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { formatFullMessage, addConsequences } from '../../../server/src/features/consequences';
import { analyse } from '../../../server/src/rules/analyse';
import { withMembers } from '../../../server/src/rules/examples';
import { getSchema } from '../../../server/src/schema/bundled';

/** By its code, what each finding says beyond the words of its rule. */
function consequences(text: string, ...ids: string[]): unknown {
  const document = new DescriptorDocument(text, getSchema('latest'));
  const plain = analyse(document);
  return addConsequences(plain, ids, document).map((finding, index) => {
    const own = plain[index]?.message ?? '';
    assert.equal(finding.message, own);
    const joined = formatFullMessage(finding);
    assert.ok(joined.startsWith(own));
    return [finding.code, joined.slice(own.length).trim()];
  });
}

describe('what consumers do because of a finding', () => {
  const wrongDevice = withMembers({ mapping: { device: 'rom', filename: '/usr/share/qemu/bios.bin' } }).text;

  it('is told of those that give the file up, in the order of their names', () => {
    assert.deepEqual(consequences(wrongDevice, 'libvirt@11.3', 'libvirt@9.0'), [
      [
        'unknown-value',
        'libvirt 11.3 skips this file without a message; libvirt 9.0 then refuses to select any firmware.',
      ],
    ]);
    assert.deepEqual(consequences(wrongDevice, 'libvirt@9.0', 'mkosi@27'), [
      ['unknown-value', 'libvirt 9.0 then refuses to select any firmware.'],
    ]);
  });

  it('is data of the finding, by the id that was asked about', () => {
    const document = new DescriptorDocument(wrongDevice, getSchema('latest'));
    const ids = ['libvirt@11.3.1', 'libvirt@9.0', 'mkosi@27', 'vmspawn@257'];
    const [finding] = addConsequences(analyse(document), ids, document);
    assert.deepEqual(finding?.consequences, [
      { consumer: 'libvirt@11.3.1', effect: 'skips' },
      { consumer: 'libvirt@9.0', effect: 'breaks' },
    ]);
    const [other] = addConsequences(analyse(document), ['vmspawn@257'], document);
    assert.ok(other && !('consequences' in other));
  });

  it('is told once where several have it in common', () => {
    const ids = ['libvirt@9.0', 'libvirt@11.3', 'libvirt@12.8', 'vmspawn@262'];
    assert.deepEqual(consequences(wrongDevice, ...ids), [
      [
        'unknown-value',
        'libvirt 9.0 then refuses to select any firmware; ' +
          'libvirt 11.3, libvirt 12.8 and systemd-vmspawn 262 skip this file without a message.',
      ],
    ]);
  });

  it('is not told of nobody, and not of consumers that nobody knows', () => {
    assert.deepEqual(consequences(wrongDevice), [['unknown-value', '']]);
    assert.deepEqual(consequences(wrongDevice, 'libvirt@1.0'), [['unknown-value', '']]);
  });

  it('tells members that are missing in one place apart', () => {
    const { text } = withMembers({ features: undefined, tags: undefined });
    assert.deepEqual(consequences(text, 'libvirt@11.3', 'vmspawn@257'), [
      ['missing-member', 'libvirt 11.3 and systemd-vmspawn 257 skip this file without a message.'],
      ['missing-member', 'systemd-vmspawn 257 skips this file without a message.'],
    ]);
  });
});
