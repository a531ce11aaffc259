import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLoadableFirmware } from '../../../server/src/commandline/firmware';
import { makeGuest } from '../../../server/src/commandline/guest';
import { anyDocument, documentOf } from '../support/documents';
import { descriptor, firmwareOf, guestOf, refusal, single, split } from './support';

const target = (architecture: string, ...machines: string[]): object => ({ architecture, machines });

describe('a descriptor that no guest can be started from', () => {
  const cases: readonly (readonly [text: string, words: RegExp])[] = [
    ['', /file is empty/],
    ['{\n "a": 1,\n}', /^Invalid JSON in line [23]/],
    ['7', /“mapping”/],
    [descriptor({ mapping: {} }), /“mapping\.device”/],
    [descriptor({ mapping: { device: 'floppy' } }), /Unknown device “floppy”/],
    [descriptor({ mapping: { device: 'memory' } }), /“mapping\.filename”/],
    [descriptor({ mapping: { device: 'kernel', filename: '' } }), /“mapping\.filename”/],
    [descriptor({ mapping: { device: 'flash' } }), /“mapping\.executable”/],
    [descriptor({ mapping: single('split') }), /“mapping\.nvram-template”/],
    [descriptor({ mapping: single('spilt') }), /Unknown mode “spilt”/],
    [descriptor({ mapping: { ...split(), mode: 7 } }), /Unknown mode “7”/],
    [descriptor({ mapping: split('vmdk') }), /Unknown flash image format “vmdk”/],
    [descriptor({ mapping: split('raw', 'OVMF.fd') }), /“OVMF\.fd” is not an absolute path/],
    [
      descriptor({ mapping: split('raw', '/a\u0003\nb') }),
      /^The path in “mapping\.executable\.filename” contains control characters: \/a\\u0003\\u000ab\. /,
    ],
    [descriptor({ mapping: split('raw', '/a', '/b\u2028') }), /“mapping\.nvram-template\.filename” contains/],
    [descriptor({ mapping: { device: 'igvm', filename: '/b\u202e' } }), /“mapping\.filename” contains/],
    [
      descriptor({ mapping: { device: 'memory', filename: '/b', 'uefi-vars': { template: '/\u009b' } } }),
      /“mapping\.uefi-vars\.template” contains/,
    ],
    [
      descriptor({ mapping: { device: 'kernel', filename: `/${'k'.repeat(400)}` } }),
      /^The path in “mapping\.filename” is longer than 400 characters/,
    ],
    [
      descriptor({ mapping: { device: 'memory', filename: '/b', 'uefi-vars': { template: '' } } }),
      /“mapping\.uefi-vars\.template”/,
    ],
    [descriptor({ targets: [] }), /“targets”/],
    [descriptor({ targets: [target('', 'pc')] }), /“targets\.architecture”/],
    [descriptor({ targets: [target('x86;reboot', 'pc')] }), /no emulator for the architecture “x86;reboot”/],
    [descriptor({ targets: [target('x86_64')] }), /“targets\.machines”/],
  ];
  for (const [text, words] of cases)
    it(`is refused in a line: ${String(words)}`, () => {
      const result = refusal(readLoadableFirmware(documentOf(text)));
      assert.match(result, words);
      assert.ok(!result.includes('\n'));
    });

  it('never throws, for any contents', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const firmware = readLoadableFirmware(document);
        if (typeof firmware !== 'string') makeGuest(firmware);
      }),
    );
  });
});

describe('the guest for a firmware', () => {
  const machineOf = (architecture: string, features: readonly string[], ...machines: string[]): string =>
    guestOf(firmwareOf(descriptor({ targets: [target(architecture, ...machines)], features }))).machine;

  it('has the first machine that the descriptor names, a pattern standing for the newest one', () => {
    assert.equal(machineOf('x86_64', [], 'pc-i440fx-*', 'pc-q35-*'), 'pc');
    assert.equal(machineOf('x86_64', [], 'pc-q35-10.1', 'pc-*'), 'pc-q35-10.1');
    assert.equal(machineOf('x86_64', [], 'micro*'), 'microvm');
    assert.equal(machineOf('aarch64', [], 'virt-*'), 'virt');
    assert.equal(machineOf('riscv64', [], 'nothing-*', '*'), 'virt');
  });

  it('has the machine with SMM where the firmware needs it', () => {
    assert.equal(machineOf('x86_64', ['requires-smm'], 'pc-i440fx-*', 'pc-q35-*'), 'q35');
    const firmware = firmwareOf(
      descriptor({ targets: [target('x86_64', 'pc-i440fx-*')], features: ['requires-smm'] }),
    );
    assert.match(guestOf(firmware).notes.join(), /“pc” lacks/);
  });

  it('comes with a note where the newest machine may not be one that the descriptor allows', () => {
    const firmware = firmwareOf(descriptor({ targets: [target('x86_64', 'pc-q35-rhel*')] }));
    assert.match(guestOf(firmware).notes.join(), /“q35” .* “pc-q35-rhel\*”/);
    assert.deepEqual(guestOf(firmwareOf(descriptor())).notes, []);
  });

  it('is the requested one', () => {
    const firmware = firmwareOf(
      descriptor({ targets: [target('i386', 'pc-q35-*'), target('x86_64', 'pc-q35-*', 'microvm')] }),
    );
    assert.equal(guestOf(firmware).architecture, 'i386');
    assert.equal(guestOf(firmware, { architecture: 'x86_64' }).machine, 'q35');
    assert.equal(guestOf(firmware, { architecture: 'x86_64', machine: 'microvm' }).machine, 'microvm');
    for (const machine of ['q35', 'pc-q35-7.2'])
      assert.equal(guestOf(firmware, { machine }).machine, machine);
    const refused = (wish: object): string => refusal(makeGuest(firmware, wish));
    assert.match(refused({ architecture: 'arm' }), /not for arm: .* i386, x86_64/);
    assert.match(refused({ machine: 'microvm' }), /“microvm”, but for “pc-q35-\*”/);
    for (const machine of ['a,b', '-x', '', 'q'.repeat(101)])
      assert.match(refused({ machine }), /^Invalid machine type name “.*”/);
  });

  it('is none where no machine fits', () => {
    for (const machines of [['virt-*'], ['a b']]) {
      const firmware = firmwareOf(descriptor({ targets: [target('x86_64', ...machines)] }));
      refusal(makeGuest(firmware));
    }
  });
});
