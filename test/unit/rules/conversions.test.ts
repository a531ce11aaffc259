import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/rules/analyse';
import { withMembers } from '../../../server/src/rules/examples';
import { changeText, listSoundFixes } from '../../../server/src/rules/soundFixes';
import { OVMF_CODE, OVMF_VARS } from '../../../server/src/descriptor/usualImages';
import { documentAt } from '../../support/findings';

type Value = Record<string, unknown>;

const CODE = { filename: OVMF_CODE, format: 'raw' };
const VARS = { filename: OVMF_VARS, format: 'raw' };
const FLASH = { device: 'flash', mode: 'split', executable: CODE, 'nvram-template': VARS };

/** Returns the titles of the fixes of the first finding beyond hints, and the descriptor after the first fix. */
function repair(members: Value): { readonly titles: readonly string[]; readonly value: Value } {
  const document = documentAt(withMembers(members).text, 'latest', {});
  const finding = analyse(document).find(({ severity }) => severity !== 'hint');
  assert.ok(finding, 'something is found');
  const fixes = listSoundFixes(document, finding);
  const { text } = changeText(document, fixes[0]?.edits ?? []);
  return { titles: fixes.map(({ title }) => title), value: JSON.parse(text) as Value };
}

/** Each case has the wrong value of the member, the title of the fix, and the value after it. */
function convert(
  name: string,
  cases: readonly (readonly [wrong: unknown, title: string, right: unknown])[],
): void {
  for (const [wrong, title, right] of cases) {
    const { titles, value } = repair({ [name]: wrong });
    assert.deepEqual([titles[0], value[name]], [title, right], JSON.stringify(wrong));
  }
}

describe('A value of the wrong type becomes one of the right type', () => {
  it('if an object lists features', () => {
    convert('features', [
      [{ 'acpi-s3': true, 'amd-sev': true }, 'Convert to a list', ['acpi-s3', 'amd-sev']],
      [
        { 'acpi-s3': null, 'amd-sev': 'yes', 'amd-sev-es': 1 },
        'Convert to a list',
        ['acpi-s3', 'amd-sev', 'amd-sev-es'],
      ],
      [{ 'acpi-s3': true, 'acpi-s4': false }, 'Convert to a list without “acpi-s4”', ['acpi-s3']],
      [{ 'acpi-s3': 'no', 'acpi-s4': 'off' }, 'Convert to a list without “acpi-s3” and “acpi-s4”', []],
      [{ 0: 'acpi-s3', 1: 'acpi-s4' }, 'Replace with a list of its values', ['acpi-s3', 'acpi-s4']],
    ]);
  });

  it('if one text lists several names', () => {
    for (const text of ['acpi-s3, acpi-s4', 'acpi-s3 acpi-s4', 'acpi-s3;acpi-s4', 'acpi-s3|acpi-s4'])
      convert('features', [[text, 'Split into a list', ['acpi-s3', 'acpi-s4']]]);
    convert('features', [['acpi-s3', 'Wrap in a list', ['acpi-s3']]]);
    convert('tags', [['built by me, today', 'Wrap in a list', ['built by me, today']]]);
    convert('features', [[['acpi-s3, acpi-s4'], 'Split into several values', ['acpi-s3', 'acpi-s4']]]);
  });

  it('if an element of a list is a list or an object', () => {
    convert('features', [
      [[['acpi-s3', 'acpi-s4'], 'amd-sev'], 'Merge into the outer list', ['acpi-s3', 'acpi-s4', 'amd-sev']],
      [[{ name: 'acpi-s3' }], 'Replace with “acpi-s3”', ['acpi-s3']],
      [[{ 'acpi-s3': true, 'acpi-s4': true }], 'Replace with “acpi-s3”, “acpi-s4”', ['acpi-s3', 'acpi-s4']],
    ]);
  });

  it('if tags have names, or a description has lines', () => {
    convert('tags', [[{ build: '1', 'debug-off': null }, 'Convert to a list', ['build=1', 'debug-off']]]);
    convert('description', [[['UEFI', 'for guests'], 'Join into one string', 'UEFI for guests']]);
  });

  it('if targets are written by architecture', () => {
    const machines = ['pc-q35-*'];
    const target = { architecture: 'x86_64', machines };
    convert('targets', [
      [target, 'Wrap in a list', [target]],
      [
        { x86_64: machines, aarch64: 'virt-*', i386: { machines } },
        'Convert to a list',
        [target, { architecture: 'aarch64', machines: ['virt-*'] }, { architecture: 'i386', machines }],
      ],
      ['x86_64', 'Convert to an object with “architecture” and “machines”', [target]],
      [
        [{ architecture: ['x86_64', 'i386'], machines }],
        'Split into one element for each value',
        [target, { architecture: 'i386', machines }],
      ],
      [[{ architecture: 'x86_64', machines: 'pc-q35-*' }], 'Wrap in a list', [target]],
      [[{ architecture: 'x86_64', machines: { 'pc-q35-*': true } }], 'Convert to a list', [target]],
    ]);
  });

  it('if only the path of an image is written', () => {
    const title = 'Convert to an object with “filename” and “format”';
    convert('mapping', [
      [{ ...FLASH, executable: OVMF_CODE }, title, FLASH],
      [{ ...FLASH, 'nvram-template': [OVMF_VARS] }, title, FLASH],
      [OVMF_CODE, 'Convert to an object with “device”, “mode”, “executable” and “nvram-template”', FLASH],
    ]);
  });

  it('but not if that would lose something', () => {
    const lists = { q35: { all: true } };
    const wrong: readonly Value[] = [
      { features: lists },
      { description: { en: 'UEFI', de: 'UEFI' } },
      { mapping: [FLASH, FLASH] },
      { mapping: { ...FLASH, executable: [CODE, VARS] } },
    ];
    for (const members of wrong) assert.deepEqual(repair(members).titles, [], JSON.stringify(members));
  });
});

describe('A path and a format that are not in an object', () => {
  it('move into one together', () => {
    const qcow2 = { filename: '/usr/share/edk2/ovmf/OVMF_CODE_4M.qcow2', format: 'qcow2' };
    const flat = { device: 'flash', mode: 'stateless', ...qcow2 };
    const { titles, value } = repair({ mapping: flat, features: [] });
    assert.deepEqual(titles, ['Change “filename” and “format” to “executable”']);
    assert.deepEqual(value.mapping, { device: 'flash', mode: 'stateless', executable: qcow2 });
    const { filename: executable, format } = qcow2;
    const beside = repair({
      mapping: { device: 'flash', mode: 'stateless', executable, format },
      features: [],
    });
    assert.deepEqual(beside.value.mapping, { device: 'flash', mode: 'stateless', executable: qcow2 });
  });

  it('go to the object that lacks one', () => {
    const { value } = repair({ mapping: { ...FLASH, executable: { filename: OVMF_CODE }, format: 'raw' } });
    assert.deepEqual(value.mapping, FLASH);
  });

  it('have other names', () => {
    const executable = { path: OVMF_CODE, format: 'raw' };
    const { titles, value } = repair({ mapping: { ...FLASH, executable } });
    assert.deepEqual(titles, ['Rename to “filename”']);
    assert.deepEqual(value.mapping, FLASH);
  });

  it('are named by the fix that drops them for another device', () => {
    const { titles } = repair({ mapping: { ...FLASH, device: 'memory' }, features: [] });
    assert.deepEqual(titles, [
      'Change device to “flash”',
      'Change “mode”, “executable” and “nvram-template” to “filename”',
    ]);
    const qcow2 = { device: 'memory', executable: { ...CODE, format: 'qcow2' } };
    assert.deepEqual(repair({ mapping: qcow2, features: [] }).titles, []);
  });
});

describe('A path', () => {
  const pathFor = (filename: string): unknown => {
    const { titles, value } = repair({ mapping: { ...FLASH, executable: { ...CODE, filename } } });
    return titles.length > 0 ? (value.mapping as typeof FLASH).executable.filename : undefined;
  };

  it('becomes absolute if it is clear which one is meant', () => {
    const cases = {
      'file:///usr/share/OVMF/OVMF_CODE.fd': '/usr/share/OVMF/OVMF_CODE.fd',
      'FILE://localhost/usr/a%20b.fd': '/usr/a b.fd',
      'file:/usr/a.fd': '/usr/a.fd',
      ' /usr/share/a.fd ': '/usr/share/a.fd',
      'usr/share/OVMF/OVMF_CODE.fd': '/usr/share/OVMF/OVMF_CODE.fd',
      'edk2/ovmf/OVMF_CODE.fd': '/usr/share/edk2/ovmf/OVMF_CODE.fd',
      'OVMF_CODE.fd': '/usr/share/OVMF/OVMF_CODE.fd',
      'edk2-x86_64-code.fd': '/usr/share/qemu/edk2-x86_64-code.fd',
    };
    for (const [written, absolute] of Object.entries(cases)) assert.equal(pathFor(written), absolute);
  });

  it('stays unchanged if that is not known', () => {
    const unclear = [
      '~/x.fd',
      '~root/x.fd',
      './x.fd',
      '../x.fd',
      'build/x.fd',
      '$HOME/x.fd',
      '${DATADIR}/x.fd',
    ];
    const foreign = ['C:\\fw\\OVMF.fd', 'C:/fw/OVMF.fd', '\\\\host\\x.fd', 'https://example.org/x.fd'];
    const broken = ['file://host/x.fd', 'file:x.fd', 'file:////host/x.fd', 'file:///%zz', '', ' ', 'none'];
    for (const written of [...unclear, ...foreign, ...broken])
      assert.equal(pathFor(written), undefined, written);
  });

  it('of the template is not used for the code', () => {
    const mapping = { ...FLASH, executable: VARS };
    assert.deepEqual(repair({ mapping }).value.mapping, FLASH);
    const whole = { filename: '/usr/share/OVMF/OVMF.fd', format: 'raw' };
    const combined = repair({ mapping: { ...FLASH, executable: whole, 'nvram-template': whole } });
    assert.deepEqual(combined.value.mapping, { device: 'flash', mode: 'combined', executable: whole });
  });
});

describe('An unknown member or value', () => {
  it('is kept as a tag if it is a remark', () => {
    const { titles, value } = repair({ vendor: 'Example Ltd.' });
    assert.deepEqual(titles, ['Move “vendor” to “tags”', 'Remove “vendor”']);
    assert.deepEqual([value.vendor, value.tags], [undefined, ['vendor=Example Ltd.']]);
    assert.deepEqual(repair({ vendor: 'Example Ltd.', tags: undefined }).titles, ['Add “tags”']);
    assert.deepEqual(repair({ mapping: { ...FLASH, vendor: 'Example' } }).titles, ['Remove “vendor”']);
  });

  it('is not replaced with another feature', () => {
    assert.deepEqual(repair({ features: ['acpi'] }).titles, ['Remove “acpi”']);
  });
});
