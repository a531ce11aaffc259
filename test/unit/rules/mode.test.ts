import assert from 'node:assert/strict';
import { withMembers } from '../../../server/src/rules/examples';
import { applyEdits } from '../../../server/src/text/textEdit';
import { findingsOf, shown } from '../../support/findings';

const FILE = { filename: '/usr/share/OVMF/OVMF_CODE_4M.fd', format: 'raw' };
const TEMPLATE = { 'nvram-template': { filename: '/usr/share/OVMF/OVMF_VARS_4M.fd', format: 'raw' } };

/** A descriptor with flash firmware; if `mode` is undefined, the member is missing. */
function flash(mode: unknown, withTemplate: boolean): string {
  const members = {
    device: 'flash',
    ...(mode !== undefined && { mode }),
    executable: FILE,
    ...(withTemplate && TEMPLATE),
  };
  return withMembers({ mapping: members }).text;
}

describe('Mode and NVRAM template', () => {
  const cases: readonly [
    mode: unknown,
    withTemplate: boolean,
    version: string,
    expected: readonly string[],
  ][] = [
    [undefined, true, 'latest', ['mode-omitted at "flash"']],
    [undefined, false, 'latest', ['template-missing at "mapping"']],
    ['split', true, 'latest', []],
    ['split', false, 'latest', ['template-missing at "split"']],
    ['combined', true, 'latest', ['template-unexpected at "nvram-template"']],
    ['combined', false, 'latest', ['mode-combined at "combined"']],
    ['stateless', true, 'latest', ['template-unexpected at "nvram-template"']],
    ['stateless', false, 'latest', []],
    ['splitted', true, 'latest', ['unknown-value at "splitted"']],
    ['splitted', false, 'latest', ['unknown-value at "splitted"']],
    ['Split', true, 'latest', ['unknown-value at "Split"']],
    ['', true, 'latest', ['unknown-value at ""']],
    [null, true, 'latest', ['wrong-type at null']],
    [true, false, 'latest', ['wrong-type at true']],
    [['split'], true, 'latest', ['wrong-type at [\n            "split"\n        ]']],
    [undefined, true, '6.2', []],
    [undefined, false, '6.2', ['template-missing at "mapping"']],
    ['split', true, '6.2', ['needs-newer-qemu at "mode"']],
    ['stateless', false, '6.2', ['template-missing at "mapping"', 'needs-newer-qemu at "mode"']],
    ['stateless', false, '7.0', []],
    ['stateless', false, '7.2', []],
  ];
  for (const [mode, withTemplate, version, expected] of cases) {
    const what = `mode ${mode === undefined ? 'absent' : JSON.stringify(mode)}, ${withTemplate ? 'a' : 'no'} template, QEMU ${version}`;
    it(`${what}: ${expected.length === 0 ? 'fine' : expected.join(', ')}`, () => {
      assert.deepEqual(shown(flash(mode, withTemplate), version), expected);
    });

    it(`${what}: a fix of each finding leaves only the others`, () => {
      const text = flash(mode, withTemplate);
      for (const { code, fixes } of findingsOf(text, version)) {
        if (code === 'mode-combined') continue; // that requires two other images
        const others = expected.map((item) => item.split(' ')[0]).filter((other) => other !== code);
        const left = (fixes ?? []).map(({ edits }) =>
          findingsOf(applyEdits(text, edits), version).map((finding) => finding.code),
        );
        assert.ok(
          left.some((codes) => codes.join() === others.join()),
          `${code}: ${JSON.stringify(left)}`,
        );
      }
    });
  }

  it('requires no template if the device is not flash', () => {
    assert.deepEqual(
      shown(withMembers({ mapping: { device: 'memory', filename: '/usr/share/seabios/bios.bin' } }).text),
      [],
    );
  });

  it('reports only the misspelt key, not the missing member', () => {
    const misspelt = (from: string, to: string) =>
      shown(flash('split', true).replace(`"${from}"`, `"${to}"`));
    assert.deepEqual(misspelt('nvram-template', 'nvram-temlpate'), ['unknown-member at "nvram-temlpate"']);
    assert.deepEqual(shown(flash('stateless', false).replace('"mode"', '"mod"')), [
      'unknown-member at "mod"',
    ]);
    assert.deepEqual(misspelt('device', 'deivce'), ['unknown-member at "deivce"']);
    assert.deepEqual(misspelt('mapping', 'mapPing'), ['unknown-member at "mapPing"']);
  });

  it('adds the template that belongs to the executable', () => {
    const insert = (filename: string, format = 'raw') => {
      const text = withMembers({ mapping: { device: 'flash', executable: { filename, format } } }).text;
      const [finding] = findingsOf(text);
      const repaired = JSON.parse(applyEdits(text, finding?.fixes?.[0]?.edits ?? [])) as {
        mapping: Record<string, unknown>;
      };
      return repaired.mapping['nvram-template'];
    };
    assert.deepEqual(insert('/usr/share/OVMF/OVMF_CODE_4M.secboot.fd'), {
      filename: '/usr/share/OVMF/OVMF_VARS_4M.fd',
      format: 'raw',
    });
    assert.deepEqual(insert('/usr/share/edk2/aarch64/QEMU_EFI-code.qcow2', 'qcow2'), {
      filename: '/usr/share/edk2/aarch64/QEMU_EFI-vars.qcow2',
      format: 'qcow2',
    });
    assert.deepEqual(insert('/opt/fw.fd'), { filename: '/opt/fw_VARS.fd', format: 'raw' });
  });
});

describe('A member or value that a chosen release lacks', () => {
  it('names the release that added the igvm device', () => {
    const text = withMembers({ mapping: { device: 'igvm', filename: '/usr/share/edk2/ovmf.igvm' } }).text;
    assert.match(findingsOf(text, '10.0')[0]?.message ?? '', /requires QEMU 10\.1/);
    assert.deepEqual(
      shown(text, '10.0').map((item) => item.split(' ')[0]),
      ['needs-newer-qemu'],
    );
  });

  it('accepts every block driver as a format before 9.1, and says that flash cannot use it', () => {
    const text = withMembers({}).text.replace('"raw"', '"vmdk"');
    assert.deepEqual(shown(text, '9.0'), ['format-not-for-flash at "vmdk"']);
    assert.deepEqual(shown(text, '9.1'), ['unknown-value at "vmdk"']);
  });

  it('accepts every emulation target as an architecture before 9.1', () => {
    const text = withMembers({
      targets: [{ architecture: 's390x', machines: ['s390-ccw-virtio-*'] }],
      features: [],
    }).text;
    assert.deepEqual(shown(text, '9.0'), []);
    assert.deepEqual(shown(text, 'latest'), ['unknown-value at "s390x"']);
  });
});
