import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { formatFullMessage, addConsequences } from '../../../server/src/features/consequences';
import { analyse } from '../../../server/src/rules/analyse';
import { withMembers } from '../../../server/src/rules/examples';
import type { RuleSeverities } from '../../../server/src/rules/severities';
import { getSchema } from '../../../server/src/schema/bundled';
import { checkDescriptor } from '../../../server/src/service/findings';

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
        'libvirt 11.3 silently ignores this file; libvirt 9.0 selects no firmware at all because of this file.',
      ],
    ]);
    assert.deepEqual(consequences(wrongDevice, 'libvirt@9.0', 'mkosi@27'), [
      ['unknown-value', 'libvirt 9.0 selects no firmware at all because of this file.'],
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
        'libvirt 9.0 selects no firmware at all because of this file; ' +
          'libvirt 11.3, libvirt 12.8 and systemd-vmspawn 262 silently ignore this file.',
      ],
    ]);
  });

  it('is not added without consumers or for unknown ones', () => {
    assert.deepEqual(consequences(wrongDevice), [['unknown-value', '']]);
    assert.deepEqual(consequences(wrongDevice, 'libvirt@1.0'), [['unknown-value', '']]);
  });

  it('tells members that are missing in one place apart', () => {
    const { text } = withMembers({ features: undefined, tags: undefined });
    assert.deepEqual(consequences(text, 'libvirt@11.3', 'vmspawn@257'), [
      ['missing-member', 'libvirt 11.3 and systemd-vmspawn 257 silently ignore this file.'],
      ['missing-member', 'systemd-vmspawn 257 silently ignores this file.'],
    ]);
  });
});

describe('how severe it is that a consumer gives up a valid file', () => {
  const IN_USE = '/usr/share/qemu/firmware/50-test.json';
  const DRAFT = '/home/jane/50-test.json';
  const igvm = withMembers({ mapping: { device: 'igvm', filename: '/usr/share/edk2/ovmf/ovmf.igvm' } }).text;
  const accented = withMembers({ description: 'Café' }).text;
  const loongarch = withMembers({
    targets: [{ architecture: 'loongarch64', machines: ['virt'] }],
    features: [],
  }).text;

  /** The findings as code, severity and those who give up the file. */
  function told(
    text: string,
    path: string,
    ids: readonly string[],
    severities: RuleSeverities = new Map(),
  ): string[] {
    const document = new DescriptorDocument(text, getSchema('latest'), path);
    const settings = { excluded: false, severities, consumers: ids };
    return checkDescriptor(document, settings).findings.map(({ code, severity, consequences = [] }) =>
      [code, severity, ...consequences.map(({ consumer }) => consumer)].join(' '),
    );
  }

  it('is an error where a chosen one does, and else a warning', () => {
    assert.deepEqual(told(accented, DRAFT, []), ['json-non-ascii warning']);
    assert.deepEqual(told(accented, IN_USE, ['libvirt@12.8', 'libvirt@9.0']), ['json-non-ascii warning']);
    assert.deepEqual(told(accented, DRAFT, ['libvirt@12.8', 'libvirt@11.3']), [
      'json-non-ascii error libvirt@11.3',
    ]);
  });

  it('is for devices an error only in directories that are searched', () => {
    assert.deepEqual(told(igvm, IN_USE, ['mkosi@27']), ['device-unknown-to-libvirt warning']);
    assert.deepEqual(told(igvm, DRAFT, ['libvirt@12.8']), ['device-unknown-to-libvirt warning libvirt@12.8']);
    assert.deepEqual(told(igvm, IN_USE, ['libvirt@12.8']), ['device-unknown-to-libvirt error libvirt@12.8']);
  });

  it('is that of the settings, regardless of consumers', () => {
    assert.deepEqual(told(accented, IN_USE, ['libvirt@11.3'], new Map([['json-non-ascii', 'hint']])), [
      'json-non-ascii hint libvirt@11.3',
    ]);
    assert.deepEqual(told(accented, IN_USE, ['libvirt@11.3'], new Map([['json-non-ascii', 'off']])), []);
  });

  it('is told where no rule finds the reason', () => {
    assert.deepEqual(told(loongarch, IN_USE, ['libvirt@12.8']), []);
    assert.deepEqual(told(loongarch, IN_USE, ['libvirt@12.8', 'libvirt@9.0']), [
      'refused-by-consumer error libvirt@9.0',
    ]);
    assert.deepEqual(told(loongarch, DRAFT, ['libvirt@9.0']), [
      'refused-by-consumer information libvirt@9.0',
    ]);
    const memory = withMembers({
      mapping: { device: 'memory', filename: '/usr/share/seabios/bios.bin' },
    }).text;
    assert.deepEqual(told(memory, IN_USE, ['libvirt@9.0', 'vmspawn@257']), [
      'refused-by-consumer information vmspawn@257',
    ]);
  });

  it('is told once for all who have one reason', () => {
    const document = new DescriptorDocument(loongarch, getSchema('latest'), IN_USE);
    const findings = addConsequences([], ['libvirt@9.0', 'libvirt@9.0.0'], document);
    assert.deepEqual(
      findings.map(({ message, consequences }) => [message, consequences?.length]),
      [['Some programs cannot use this file: unknown architecture “loongarch64”.', 2]],
    );
  });
});
