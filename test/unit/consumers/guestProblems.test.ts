import assert from 'node:assert/strict';
import type { Chooser } from '../../../server/src/consumers/chooser';
import { findChooser } from '../../../server/src/consumers/choosers';
import type { Firmware } from '../../../server/src/consumers/firmware';
import type { Guest } from '../../../server/src/consumers/guest';
import { GUEST, MEMORY, SOUND } from './guests';

function chooser(id: string): Chooser {
  const found = findChooser(id);
  assert.ok(found);
  return found;
}

describe('A guest that a consumer does not look for firmware for', () => {
  const stop = (id: string, guest: Partial<Guest>): boolean =>
    chooser(id).findStop({ ...GUEST, ...guest }) !== undefined;
  const why = (id: string, guest: Partial<Guest>): string =>
    chooser(id).findStop({ ...GUEST, ...guest })?.message ?? '';
  const LIBVIRT = ['libvirt@9.0', 'libvirt@11.3', 'libvirt@12.8'];

  it('asks for none', () => {
    assert.equal(stop('libvirt@11.3', { firmware: undefined }), true);
    assert.equal(
      stop('libvirt@11.3', { firmware: undefined, loaderType: 'pflash', loader: '/fw/CODE.fd' }),
      false,
    );
    assert.equal(stop('mkosi@27', { firmware: 'bios' }), true);
  });

  it('is of a kind that it does not know', () => {
    assert.equal(stop('libvirt@11.3', { confidential: 'tdx' }), true);
    assert.equal(stop('libvirt@12.8', { confidential: 'tdx' }), false);
    assert.equal(stop('libvirt@9.0', { confidential: 'sev-snp' }), true);
    assert.equal(stop('libvirt@11.3', { confidential: 'sev-snp' }), false);
  });

  it('has a protection without a policy', () => {
    for (const id of LIBVIRT)
      assert.match(
        why(id, { confidential: 'sev', isPolicyUnread: true }),
        /failed to get launch security policy/,
      );
  });

  it('has variables in storage that it does not name', () => {
    for (const id of LIBVIRT)
      assert.match(why(id, { nvramType: 'network', lacksNvramSource: true }), /the cause is unknown/);
  });

  it('has SMM or suspension where the machine has none, which libvirt 9.0 sees first', () => {
    const pc = { machine: 'pc-i440fx-7.2', hasTseg: true };
    const arm = { architecture: 'aarch64', machine: 'virt-7.2', s4: false };
    assert.match(why('libvirt@9.0', pc), /SMM TSEG is only supported with q35/);
    assert.match(why('libvirt@9.0', arm), /setting ACPI S4 not supported/);
    assert.equal(stop('libvirt@12.8', pc), false);
    assert.equal(stop('libvirt@12.8', arm), false);
    for (const id of ['libvirt@11.3', 'libvirt@12.8']) {
      const words = (guest: Partial<Guest>): string =>
        chooser(id)
          .findProblems({ ...GUEST, ...guest }, { firmware: SOUND })
          .map(({ message }) => message)
          .join();
      assert.match(words(pc), /SMM TSEG is only supported with q35/);
      assert.match(words(arm), /setting ACPI S3\/S4 not supported/);
    }
  });

  it('sets attributes of the loader that libvirt 9.0 chooses itself', () => {
    for (const guest of [
      { loaderReadonly: true },
      { loaderType: 'pflash' },
      { loaderSecure: false },
    ] as const) {
      assert.equal(stop('libvirt@9.0', guest), true);
      assert.equal(stop('libvirt@11.3', guest), false);
    }
    assert.equal(stop('libvirt@9.0', { loaderSecure: true }), false);
    assert.equal(stop('libvirt@9.0', { loaderSecure: true, machine: 'pc-i440fx-7.2' }), true);
    assert.equal(stop('libvirt@9.0', { loaderSecure: true, architecture: 'i386' }), true);
    assert.equal(stop('libvirt@9.0', { nvramTemplate: '/fw/VARS.fd' }), true);
  });

  it('has ACPI without UEFI or the reverse, which libvirt 9.0 takes for a mistake', () => {
    const arm = { architecture: 'aarch64', firmware: 'bios' } as const;
    assert.equal(stop('libvirt@9.0', { ...arm, acpi: true }), true);
    assert.equal(stop('libvirt@9.0', { ...arm, acpi: false }), false);
    assert.equal(stop('libvirt@9.0', arm), false);
    assert.equal(stop('libvirt@9.0', { ...arm, architecture: 'arm', acpi: true }), false);
    assert.equal(stop('libvirt@9.0', { acpi: false }), true);
    assert.equal(stop('libvirt@9.0', { acpi: false, firmware: 'bios' }), false);
  });

  it('has ACPI without UEFI and nothing to choose, which later ones take for a mistake', () => {
    const arm = { architecture: 'aarch64', firmware: undefined, acpi: true } as const;
    assert.match(why('libvirt@11.3', arm), /ACPI requires UEFI/);
    assert.match(
      why('libvirt@11.3', { ...arm, loaderType: 'rom', loader: '/fw/CODE.fd' }),
      /ACPI requires UEFI/,
    );
    assert.match(why('libvirt@11.3', { ...arm, acpi: false }), /requests no firmware/);
    assert.equal(stop('libvirt@11.3', { ...arm, firmware: 'bios' }), false);
  });

  it('has BIOS where only descriptors of UEFI are looked for, or a protection that is not known', () => {
    for (const id of ['vmspawn@262', 'nova@32', 'bcvk@0.18'])
      assert.equal(stop(id, { firmware: 'bios' }), true);
    assert.equal(stop('vmspawn@262', { confidential: 'sev' }), true);
    assert.equal(stop('vmspawn@262', { confidential: 'tdx' }), false);
    assert.equal(stop('vmspawn@257', { confidential: 'tdx' }), true);
    assert.equal(stop('vmspawn@257', { requiredFeatures: ['secure-boot'] }), true);
    assert.equal(stop('vmspawn@262', { requiredFeatures: ['secure-boot'] }), false);
  });

  it('requires keys without Secure Boot, which libvirt rejects', () => {
    for (const id of LIBVIRT) {
      assert.equal(stop(id, { enrolledKeys: true, secureBoot: false }), true);
      assert.equal(stop(id, { enrolledKeys: true }), false);
    }
  });

  it('names ROM itself, which libvirt before 12 needs no descriptor of', () => {
    for (const id of ['libvirt@9.0', 'libvirt@11.3']) {
      const rom = { firmware: undefined, loader: '/fw/CODE.fd', loaderType: 'rom' } as const;
      assert.match(why(id, rom), /names its own ROM/);
      assert.match(why(id, { ...rom, loaderSecure: true }), /<smm state="on"/);
    }
  });

  it('has ROM that libvirt 12.8 takes for a mistake', () => {
    const rom = { firmware: undefined, loader: '/fw/CODE.fd', loaderType: 'rom' } as const;
    assert.equal(stop('libvirt@12.8', rom), false);
    assert.match(why('libvirt@12.8', { ...rom, loaderReadonly: false }), /cannot be used as read\/write/);
    assert.match(why('libvirt@12.8', { ...rom, loaderFormat: 'qcow2' }), /Invalid format 'qcow2'/);
    assert.equal(stop('libvirt@12.8', { ...rom, loaderReadonly: true, loaderFormat: 'raw' }), false);
  });

  it('names an image that libvirt 9.0 is to choose', () => {
    assert.match(why('libvirt@9.0', { loader: '/fw/CODE.fd' }), /attribute 'type' cannot be specified/);
    assert.equal(stop('libvirt@11.3', { loader: '/fw/CODE.fd' }), false);
  });

  it('names its firmware, for which libvirt 9.0 looks for a template at most', () => {
    const own = {
      firmware: undefined,
      loader: '/fw/CODE.fd',
      loaderType: 'pflash',
      loaderReadonly: true,
    } as const;
    assert.equal(stop('libvirt@9.0', own), false);
    assert.equal(stop('libvirt@9.0', { ...own, nvramTemplate: '/fw/VARS.fd' }), true);
    assert.equal(stop('libvirt@9.0', { ...own, loaderReadonly: undefined }), true);
    assert.equal(stop('libvirt@9.0', { ...own, loaderType: 'rom' }), true);
  });
});

describe('A guest that libvirt refuses with the firmware that it has', () => {
  const SECURE: Firmware = { ...SOUND, features: ['secure-boot', 'requires-smm'] };
  const KEYS: Firmware = { ...SOUND, features: ['enrolled-keys'] };
  const caveat = (guest: Partial<Guest>, firmware?: Firmware, id = 'libvirt@11.3'): string =>
    chooser(id)
      .findProblems({ ...GUEST, ...guest }, firmware ? { firmware } : 'own')
      .find(({ severity }) => severity !== 'information')?.message ?? '';

  it('has no ACPI, and firmware in flash', () => {
    const bios: Firmware = { ...SOUND, interfaceTypes: ['bios'] };
    assert.match(caveat({ acpi: false }, SOUND), /<acpi\/>/);
    assert.match(caveat({ acpi: false, firmware: 'bios' }, bios), /<acpi\/>/);
    assert.match(
      caveat({ acpi: true, firmware: 'bios' }, bios),
      /firmware type 'bios' does not support nvram/,
    );
    const both: Firmware = { ...SOUND, interfaceTypes: ['bios', 'uefi'] };
    assert.match(
      caveat({ firmware: undefined, loaderType: 'pflash' }, both),
      /firmware type 'bios' does not support nvram/,
    );
    assert.equal(caveat({}, both), '');
    assert.equal(caveat({ acpi: false, firmware: 'bios' }, { ...bios, device: 'memory' }), '');
    assert.equal(caveat({ acpi: true }, SOUND), '');
    assert.match(
      caveat({ architecture: 'aarch64', acpi: true, firmware: 'bios' }, MEMORY),
      /ACPI requires UEFI/,
    );
    assert.equal(caveat({ architecture: 'aarch64', acpi: true }, MEMORY), '');
  });

  it('gets firmware that needs SMM on a machine without it', () => {
    assert.equal(caveat({}, SECURE), '');
    assert.match(caveat({ machine: 'pc-i440fx-10.0' }, SECURE), /requires SMM/);
    assert.match(caveat({ architecture: 'i386' }, SECURE), /requires SMM/);
    assert.match(caveat({ architecture: 'i386', loaderSecure: true }, SECURE), /secure="yes"/);
  });

  it('gets keys without Secure Boot', () => {
    assert.match(caveat({}, KEYS), /“enrolled-keys” without “secure-boot”/);
    assert.equal(caveat({}, { ...KEYS, features: [...KEYS.features, 'secure-boot'] }), '');
    assert.equal(caveat({}, KEYS, 'libvirt@9.0'), '');
    assert.equal(caveat({}, { ...KEYS, mode: 'combined' }, 'libvirt@12.8'), '');
  });

  it('has firmware of its own that no descriptor is of', () => {
    const own = { firmware: undefined, loader: '/fw/OWN.fd', loaderType: 'pflash' } as const;
    assert.equal(caveat(own), '');
    assert.match(caveat({ ...own, acpi: false }), /<acpi\/>/);
    assert.match(caveat({ ...own, loaderSecure: true }), /<smm state="on"/);
    assert.equal(caveat({ ...own, loaderSecure: true, smm: true }), '');
    assert.match(caveat({ ...own, nvramTemplate: '/fw/VARS.fd' }), /readonly="yes"/);
    assert.match(caveat({ ...own, nvram: '/v' }), /readonly="yes"/);
    assert.equal(caveat({ ...own, nvram: '/v', nvramFormat: 'raw' }), '');
    assert.equal(caveat({ ...own, nvram: '/v', loaderReadonly: true }), '');
    assert.match(caveat({ ...own, nvram: '/v' }, undefined, 'libvirt@12.8'), /readonly="yes"/);
    assert.equal(caveat({ ...own, nvram: '/v' }, undefined, 'libvirt@9.0'), '');
    // An empty <nvram> counts.
    assert.match(caveat({ ...own, hasNvram: true }), /mishandled storage format 'none'/);
    const kernel: Firmware = { ...SOUND, device: 'kernel', interfaceTypes: ['bios', 'uefi'] };
    const format = { loaderFormat: 'raw', loaderReadonly: true } as const;
    assert.equal(caveat({ ...own, ...format }, kernel), '');
    assert.match(caveat({ ...own, ...format, hasNvram: true }, kernel), /'bios' does not support nvram/);
    const nameless = { ...SOUND, file: undefined };
    assert.match(caveat({}, { ...nameless, device: 'memory' }, 'libvirt@9.0'), /invalid use of command API/);
    assert.equal(caveat({}, { ...nameless, device: 'kernel' }, 'libvirt@9.0'), '');
    assert.match(caveat({ ...own, nvramFormat: 'raw' }), /argument key 'filename' must not have null value/);
    const store = { ...own, hasVarstore: true };
    assert.match(caveat({ ...store, loaderReadonly: true }, undefined, 'libvirt@12.8'), /Only one of/);
    assert.equal(caveat(store, undefined, 'libvirt@12.8'), '');
  });
});

describe('A guest whose definition contradicts itself', () => {
  const words = (id: string, guest: Partial<Guest>): readonly string[] =>
    (chooser(id).findStop({ ...GUEST, ...guest })?.problems ?? []).map(
      ({ message }) => /“(.*?)”/.exec(message)?.[1] ?? '',
    );
  const VARIABLES = 'Variable storage (NVRAM/varstore) is not permitted when loader is ';

  for (const [id, guest, ...expected] of [
    [
      'libvirt@12.8',
      { hasNvram: true, hasVarstore: true },
      'XML error: Cannot have both <nvram> and <varstore>',
    ],
    ['libvirt@11.3', { hasNvram: true, hasVarstore: true }],
    ['libvirt@12.8', { hasVarstore: true, stateless: true }, `${VARIABLES}stateless`],
    ['libvirt@12.8', { hasNvram: true, loaderReadonly: false }, `${VARIABLES}read/write`],
    ['libvirt@11.3', { hasNvram: true, loaderReadonly: false }],
    [
      'libvirt@12.8',
      { hasVarstore: true, firmware: 'bios' },
      "Firmware type 'bios' does not support variable storage (NVRAM/varstore)",
    ],
    ['libvirt@11.3', { hasVarstore: true, firmware: 'bios' }],
    ['libvirt@11.3', { hasNvram: true, firmware: 'bios' }, "firmware type 'bios' does not support nvram"],
    ['libvirt@9.0', { hasNvram: true, firmware: 'bios' }],
    ['libvirt@9.0', { nvram: '/v', firmware: 'bios' }, "firmware type 'bios' does not support nvram"],
    ['libvirt@9.0', { hasNvram: true, nvramFormat: 'raw', stateless: true }],
    ['libvirt@11.3', { hasNvram: true, stateless: true }, 'NVRAM is not permitted when loader is stateless'],
    [
      'libvirt@11.3',
      { nvramTemplate: '/t', stateless: true },
      'NVRAM template is not permitted when loader is stateless',
    ],
    ['libvirt@11.3', { firmware: 'bios', stateless: false }, 'Only EFI firmware permits NVRAM'],
    ['libvirt@12.8', { firmware: 'bios', stateless: false }],
    [
      'libvirt@11.3',
      { firmware: undefined, hasNvram: true },
      'no loader path specified and firmware auto selection disabled',
    ],
    [
      'libvirt@12.8',
      { firmware: undefined, secureBoot: true },
      'cannot use feature-based firmware autoselection when firmware autoselection is disabled',
    ],
    [
      'libvirt@9.0',
      { architecture: 'loongarch64', machine: 'virt' },
      'unsupported configuration: Unknown architecture loongarch64',
    ],
    [
      'libvirt@11.3',
      { invalidValues: [{ element: 'nvram', attribute: 'templateFormat', value: 'vmdk' }] },
      "XML error: Unsupported nvram template format 'vmdk'",
    ],
    ['libvirt@9.0', { invalidValues: [{ element: 'nvram', attribute: 'templateFormat', value: 'vmdk' }] }],
    [
      'libvirt@9.0',
      { invalidValues: [{ element: 'loader', attribute: 'type', value: 'flash' }] },
      "XML error: Invalid value for attribute 'type' in element 'loader': 'flash'",
    ],
    [
      'libvirt@12.8',
      { invalidValues: [{ element: 'feature', attribute: 'enabled', value: undefined }] },
      "XML error: Missing required attribute 'enabled' in element 'feature'",
    ],
    [
      'libvirt@12.8',
      { nvramType: 'file', lacksNvramSource: true },
      'An error occurred, but the cause is unknown',
    ],
    [
      'libvirt@12.8',
      { nvramType: 'dir', nvram: '/v' },
      "unsupported configuration: unsupported nvram disk type 'dir'",
    ],
    [
      'libvirt@9.0',
      { domainType: 'qemu', confidential: 'sev' },
      'unsupported configuration: SEV launch security is not supported with this QEMU binary',
    ],
  ] as const satisfies readonly (readonly [string, Partial<Guest>, ...string[]])[])
    it(`is refused by ${id} for ${JSON.stringify(guest)}: ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(words(id, guest), expected);
    });
});

describe('What libvirt does not say of a guest', () => {
  const codes = (guest: Partial<Guest>, given: 'own' | 'none'): readonly string[] =>
    chooser('libvirt@12.8')
      .findProblems({ ...GUEST, ...guest }, given)
      .filter(({ severity }) => severity !== 'error')
      .map(({ code }) => code);

  it('is that other hypervisors choose in another way', () => {
    for (const domainType of ['xen', 'bhyve'])
      assert.deepEqual(codes({ domainType }, 'none'), ['other-hypervisor']);
    for (const domainType of ['kvm', 'qemu', 'hvf', undefined])
      assert.deepEqual(codes({ domainType }, 'none'), []);
  });

  it('is that QEMU brings a BIOS', () => {
    assert.deepEqual(codes({ firmware: 'bios' }, 'none'), ['bios-by-default']);
  });

  it('is that the firmware forgets', () => {
    const machine = 'pc-q35-11.0';
    const told = (id: string, guest: Partial<Guest> = {}, firmware: Firmware = MEMORY): readonly string[] =>
      chooser(id)
        .findProblems({ ...GUEST, machine, ...guest }, { firmware })
        .filter(({ code }) => code === 'forgets-variables')
        .map(({ message }) => message);
    assert.match(told('libvirt@12.8').join(), /Add <nvram\/>/);
    assert.doesNotMatch(told('libvirt@11.3').join(), /<nvram|^$/);
    assert.deepEqual(told('libvirt@12.8', { confidential: 'sev-snp' }), []);
    assert.deepEqual(told('libvirt@12.8', { stateless: true }), []);
    assert.deepEqual(told('libvirt@12.8', { machine: 'microvm' }), []);
    assert.deepEqual(told('libvirt@12.8', {}, { ...MEMORY, storeTemplate: '/v.json' }), []);
    assert.deepEqual(told('libvirt@12.8', {}, SOUND), []);
  });

  it('is what firmware a protected guest needs', () => {
    assert.deepEqual(codes({ confidential: 'tdx' }, 'none'), ['confidential-firmware']);
    const own = { firmware: undefined, confidential: 'sev-snp' } as const;
    assert.deepEqual(codes(own, 'own'), ['confidential-without-firmware']);
    assert.deepEqual(codes({ ...own, loader: '/fw/OWN.fd' }, 'own'), []);
  });
});

describe('A guest that libvirt gives a kernel', () => {
  const KERNEL: Firmware = { ...MEMORY, device: 'kernel', file: '/k' };
  const problems = (guest: Partial<Guest>, features: readonly string[] = [], id = 'libvirt@11.3') =>
    chooser(id).findProblems({ ...GUEST, ...guest }, { firmware: { ...KERNEL, features } });

  it('has a loader without a format', () => {
    const own = { firmware: undefined, loader: '/fw/OWN.fd', loaderType: 'pflash' } as const;
    const isRefused = (guest: Partial<Guest>): boolean =>
      problems(guest).some(({ message }) => message.includes("mishandled storage format 'none'"));
    assert.equal(isRefused(own), true);
    assert.equal(isRefused({ ...own, loaderReadonly: true }), true);
    assert.equal(isRefused({ ...own, loaderFormat: 'raw' }), false);
    assert.equal(isRefused({ ...own, loaderFormat: 'raw', hasNvram: true }), true);
    assert.equal(isRefused({ ...own, loaderFormat: 'raw', hasNvram: true, loaderReadonly: true }), false);
    assert.equal(isRefused({ ...own, loaderFormat: 'raw', nvram: '/v', nvramFormat: 'raw' }), false);
    assert.equal(isRefused({ loaderType: 'pflash' }), true);
    assert.equal(isRefused({ hasLoader: true, loaderReadonly: false }), false);
    assert.match(problems({ loaderType: 'rom' })[0]?.message ?? '', /invalid use of command API/);
  });

  it('is the end of libvirtd where the kernel needs SMM and the guest has no loader', () => {
    for (const id of ['libvirt@9.0', 'libvirt@11.3']) {
      assert.match(problems({}, ['requires-smm'], id)[0]?.message ?? '', /crashes/);
      assert.deepEqual(problems({}, [], id), []);
      assert.deepEqual(problems({ hasLoader: true }, ['requires-smm'], id), []);
    }
  });
});
