import assert from 'node:assert/strict';
import type { Chooser } from '../../../server/src/consumers/chooser';
import { findChooser } from '../../../server/src/consumers/choosers';
import type { Firmware } from '../../../server/src/consumers/firmware';
import type { Guest } from '../../../server/src/consumers/guest';
import type { Refusal } from '../../../server/src/consumers/refusal';
import { findNearest } from '../../../server/src/selection/nearest';
import { GUEST, MEMORY, SOUND } from './guests';

interface Case {
  readonly guest?: Partial<Guest>;
  readonly firmware?: Partial<Firmware>;
  /** What the firmware is made from, if not from one in flash. */
  readonly base?: Firmware;
  readonly expected: readonly string[];
}

/** What makes firmware in memory keep its variables. */
const STORE = { storeTemplate: '/fw/STORE.json' };

const LIBVIRT_11_3: readonly Case[] = [
  { expected: [] },
  { guest: { firmware: 'bios' }, expected: ['interface'] },
  { guest: { firmware: undefined, loaderType: 'rom' }, expected: ['interface', 'loader-type'] },
  { guest: { firmware: undefined, loaderType: 'pflash' }, expected: [] },
  { guest: { loader: '/fw/CODE.fd', nvramTemplate: '/fw/VARS.fd' }, expected: [] },
  { guest: { loader: '/fw/./CODE.fd' }, expected: ['path'] },
  { guest: { nvramTemplate: '/fw/OTHER.fd' }, expected: ['path'] },
  {
    guest: { nvramTemplate: '/fw/VARS.fd', stateless: true },
    firmware: { mode: 'stateless' },
    expected: ['path'],
  },
  {
    guest: { kernel: '/k' },
    base: MEMORY,
    firmware: { device: 'kernel', file: '/other' },
    expected: ['path'],
  },
  { guest: { kernel: '/k' }, base: MEMORY, firmware: { device: 'kernel', file: '/k' }, expected: [] },
  { guest: { architecture: 'aarch64' }, expected: ['machine'] },
  { guest: { machine: 'microvm' }, expected: ['machine'] },
  { firmware: { targets: [{ architecture: 'x86_64', machines: ['pc-q35-10.?'] }] }, expected: [] },
  // libvirt knows no brackets, and has put a type in the place of an alias before it compares.
  {
    firmware: { targets: [{ architecture: 'x86_64', machines: ['pc-q35-[0-9]*', 'q35'] }] },
    expected: ['machine'],
  },
  { guest: { s3: true, s4: true }, expected: ['acpi-s4'] },
  { guest: { s3: true, s4: false }, firmware: { features: [] }, expected: ['acpi-s3'] },
  { guest: { secureBoot: true }, expected: ['secure-boot'] },
  { guest: { secureBoot: false }, firmware: { features: ['secure-boot'] }, expected: ['secure-boot'] },
  { guest: { enrolledKeys: true }, expected: ['enrolled-keys'] },
  { guest: { enrolledKeys: false }, firmware: { features: ['enrolled-keys'] }, expected: ['enrolled-keys'] },
  { guest: { smm: false }, firmware: { features: ['requires-smm'] }, expected: ['smm'] },
  { guest: { smm: true }, expected: [] },
  { guest: { loaderSecure: true }, expected: ['smm'] },
  { guest: { loaderSecure: false }, firmware: { features: ['requires-smm'] }, expected: ['smm'] },
  { guest: { loaderType: 'rom' }, expected: ['loader-type'] },
  { guest: { loaderType: 'pflash' }, base: MEMORY, expected: ['loader-type'] },
  { guest: { stateless: true }, expected: ['stateless'] },
  { guest: { stateless: true }, firmware: { mode: 'stateless' }, expected: [] },
  { firmware: { mode: 'stateless' }, expected: ['mode'] },
  { firmware: { mode: 'combined' }, expected: ['mode'] },
  { guest: { loaderReadonly: false }, expected: ['readonly'] },
  { guest: { loaderReadonly: false }, firmware: { mode: 'combined' }, expected: ['mode'] },
  { guest: { loaderReadonly: false }, base: MEMORY, expected: ['readonly'] },
  { firmware: { format: 'vmdk' }, expected: ['format'] },
  { guest: { loaderFormat: 'qcow2' }, expected: ['format'] },
  { firmware: { templateFormat: 'vmdk' }, expected: ['template-format'] },
  { guest: { templateFormat: 'qcow2' }, expected: [] },
  { guest: { nvramFormat: 'qcow2' }, expected: ['format'] },
  { guest: { nvramFormat: 'qcow2', hasLoader: true }, expected: [] },
  { guest: { nvramFormat: 'qcow2', loaderType: 'pflash' }, expected: [] },
  {
    guest: { hasNvram: true, hasVarstore: true, varstoreTemplate: '/x' },
    base: MEMORY,
    firmware: STORE,
    expected: [],
  },
  { guest: { confidential: 'sev' }, expected: ['sev'] },
  { guest: { confidential: 'sev-es' }, expected: ['sev', 'sev-es'] },
  { guest: { confidential: 'sev-es' }, firmware: { features: ['amd-sev'] }, expected: ['sev-es'] },
  { guest: { confidential: 'sev-snp' }, expected: ['sev-snp'] },
  { guest: { confidential: 'sev-snp' }, base: MEMORY, firmware: { features: ['amd-sev-snp'] }, expected: [] },
];

const LIBVIRT_9_0: readonly Case[] = [
  { guest: { smm: false }, firmware: { features: ['requires-smm'] }, expected: [] },
  { firmware: { format: 'vmdk', templateFormat: 'vmdk' }, expected: [] },
  { guest: { secureBoot: true }, expected: ['secure-boot'] },
  { guest: { enrolledKeys: true }, expected: ['secure-boot', 'enrolled-keys'] },
  {
    guest: { architecture: 'aarch64', machine: 'virt-7.2', isDefaultMachine: true },
    firmware: { targets: [{ architecture: 'aarch64', machines: ['virt-*'] }] },
    expected: ['machine'],
  },
  { guest: { kernel: '/k' }, base: MEMORY, firmware: { device: 'kernel', file: '/other' }, expected: [] },
  { guest: { firmware: 'bios', loader: '/fw/OTHER.fd' }, expected: ['path', 'interface'] },
  { guest: { loader: '/fw/CODE.fd' }, base: MEMORY, expected: ['path'] },
];

const LIBVIRT_12_8: readonly Case[] = [
  { guest: { confidential: 'tdx' }, expected: ['tdx'] },
  { guest: { confidential: 'tdx' }, base: MEMORY, firmware: { features: ['intel-tdx'] }, expected: [] },
  { firmware: { mode: 'stateless' }, expected: [] },
  { guest: { stateless: false }, firmware: { mode: 'stateless' }, expected: ['stateless'] },
  { guest: { stateless: true }, expected: ['stateless'] },
  { guest: { loaderReadonly: false }, firmware: { mode: 'combined' }, expected: [] },
  { guest: { loaderReadonly: false }, expected: ['readonly'] },
  { guest: { loaderReadonly: true }, firmware: { mode: 'combined' }, expected: ['readonly'] },
  { guest: { nvram: '/v' }, firmware: { mode: 'combined' }, expected: ['mode'] },
  { guest: { nvram: '/v' }, expected: [] },
  { guest: { templateFormat: 'qcow2' }, expected: ['template-format'] },
  { guest: { nvramFormat: 'qcow2' }, expected: ['template-format'] },
  { guest: { nvramFormat: 'qcow2', hasLoader: true }, expected: ['template-format'] },
  { guest: { nvramFormat: 'qcow2', loaderType: 'pflash' }, expected: [] },
  { guest: { templateFormat: 'qcow2', loaderType: 'pflash' }, expected: ['template-format'] },
  { guest: { nvramFormat: 'qcow2', templateFormat: 'raw' }, expected: [] },
  { guest: { nvramFormat: 'qcow2' }, firmware: { mode: 'combined' }, expected: ['mode'] },
  // libvirt takes combined firmware, and then refuses the guest.
  { guest: { hasNvram: true }, firmware: { mode: 'combined' }, expected: [] },
  { guest: { hasNvram: true }, firmware: { mode: 'stateless' }, expected: ['stateless'] },
  { guest: { hasNvram: true }, base: MEMORY, expected: ['variables', 'stateless'] },
  { guest: { hasNvram: true }, base: MEMORY, firmware: STORE, expected: ['variables'] },
  { guest: { hasVarstore: true }, expected: ['variables'] },
  { guest: { hasVarstore: true }, base: MEMORY, expected: ['stateless'] },
  { guest: { hasVarstore: true }, base: MEMORY, firmware: STORE, expected: [] },
  { guest: { varstoreTemplate: '/other' }, base: MEMORY, firmware: STORE, expected: ['path'] },
  { guest: { varstoreTemplate: '/fw/STORE.json' }, base: MEMORY, firmware: STORE, expected: [] },
  { guest: { stateless: true }, base: MEMORY, expected: [] },
  { guest: { stateless: true }, base: MEMORY, firmware: STORE, expected: ['stateless'] },
  { guest: { stateless: false }, base: MEMORY, expected: ['stateless'] },
  { guest: { stateless: false }, base: MEMORY, firmware: STORE, expected: [] },
  { guest: { loaderReadonly: false }, base: MEMORY, firmware: STORE, expected: ['readonly'] },
  { guest: { loaderFormat: 'qcow2' }, base: MEMORY, expected: [] },
  // ROM that the guest names may also be UEFI.
  { guest: { firmware: undefined, loaderType: 'rom', loader: '/fw/CODE.fd' }, base: MEMORY, expected: [] },
  {
    guest: { firmware: undefined, loaderType: 'rom', loader: '/fw/CODE.fd' },
    base: MEMORY,
    firmware: { interfaceTypes: ['uboot'] },
    expected: ['interface'],
  },
];

const VMSPAWN: readonly Case[] = [
  { expected: [] },
  // Neither the interface nor the machine type matters to it.
  { guest: { firmware: 'bios', machine: 'microvm' }, expected: [] },
  { firmware: { features: ['enrolled-keys'] }, expected: ['enrolled-keys'] },
  { guest: { architecture: 'riscv64' }, expected: ['machine'] },
  { guest: { secureBoot: true }, expected: ['secure-boot'] },
  { guest: { secureBoot: false }, firmware: { features: ['secure-boot'] }, expected: ['secure-boot'] },
  { firmware: { features: ['secure-boot'] }, expected: [] },
];

const STATELESS = { mode: 'stateless', hasTemplate: false } as const;

const VMSPAWN_262: readonly Case[] = [
  { expected: [] },
  // It starts q35 regardless of the guest, and requires it in a pattern.
  { guest: { machine: 'microvm' }, expected: [] },
  { firmware: { targets: [{ architecture: 'x86_64', machines: ['*', 'pc-*'] }] }, expected: ['machine'] },
  { firmware: { interfaceTypes: ['bios'] }, expected: ['interface'] },
  { firmware: STATELESS, expected: ['mode'] },
  { firmware: { mode: 'combined', format: 'vmdk' }, expected: [] },
  { guest: { secureBoot: true }, expected: ['secure-boot'] },
  { guest: { secureBoot: false }, firmware: { features: ['secure-boot'] }, expected: ['secure-boot'] },
  { firmware: { features: ['enrolled-keys'] }, expected: ['enrolled-keys'] },
  { guest: { enrolledKeys: true }, firmware: { features: ['enrolled-keys'] }, expected: [] },
  {
    guest: { requiredFeatures: ['enrolled-keys'] },
    firmware: { features: ['enrolled-keys'] },
    expected: [],
  },
  { guest: { requiredFeatures: ['x', 'y'], excludedFeatures: ['acpi-s3'] }, expected: ['x', 'y', 'acpi-s3'] },
  { guest: { confidential: 'tdx' }, expected: ['stateless', 'tdx'] },
  {
    guest: { confidential: 'tdx' },
    firmware: { ...STATELESS, format: 'qcow2', features: ['intel-tdx'] },
    expected: ['format'],
  },
  { guest: { confidential: 'sev-snp' }, base: MEMORY, expected: ['sev-snp'] },
  // Keys are built in, and have to be asked for.
  {
    guest: { confidential: 'tdx' },
    base: MEMORY,
    firmware: { features: ['intel-tdx', 'secure-boot', 'enrolled-keys'] },
    expected: ['enrolled-keys'],
  },
  {
    guest: { confidential: 'tdx', secureBoot: true },
    base: MEMORY,
    firmware: { features: ['intel-tdx', 'secure-boot', 'enrolled-keys'] },
    expected: [],
  },
  {
    guest: { confidential: 'tdx', secureBoot: true },
    base: MEMORY,
    firmware: { features: ['intel-tdx'] },
    expected: ['secure-boot', 'enrolled-keys'],
  },
];

const NOVA: readonly Case[] = [
  { expected: [] },
  { firmware: { interfaceTypes: ['bios'] }, expected: [] },
  { firmware: { targets: [{ architecture: 'x86_64', machines: ['pc-[i-q]*'] }] }, expected: [] },
  { firmware: { targets: [{ architecture: 'x86_64', machines: ['pc-[!q]*'] }] }, expected: ['machine'] },
  { firmware: { features: ['secure-boot'] }, expected: ['secure-boot'] },
  { guest: { secureBoot: true }, expected: ['secure-boot'] },
  // It knows this architecture as i686.
  {
    guest: { architecture: 'i386' },
    firmware: { targets: [{ architecture: 'i386', machines: ['*'] }] },
    expected: ['machine'],
  },
];

const BCVK: readonly Case[] = [
  { expected: [] },
  { guest: { machine: 'microvm' }, firmware: { interfaceTypes: ['bios'] }, expected: [] },
  { firmware: { features: ['secure-boot'] }, expected: [] },
  { guest: { secureBoot: true }, expected: ['secure-boot'] },
  { firmware: { features: ['enrolled-keys'] }, expected: ['enrolled-keys'] },
  { guest: { architecture: 'aarch64' }, expected: ['machine'] },
  { base: MEMORY, expected: ['mode'] },
  { firmware: { mode: 'stateless', template: undefined }, expected: ['mode'] },
];

const MKOSI: readonly Case[] = [
  { expected: [] },
  { firmware: { interfaceTypes: ['bios'] }, expected: ['interface'] },
  { guest: { architecture: 'aarch64' }, expected: ['machine'] },
  // It looks for a part of the name, and does not know what the patterns mean.
  { firmware: { targets: [{ architecture: 'x86_64', machines: ['*'] }] }, expected: ['machine'] },
  { firmware: { hasTemplate: false }, expected: ['mode'] },
  { firmware: { features: ['secure-boot'] }, expected: ['secure-boot'] },
  { guest: { secureBoot: true }, expected: ['secure-boot'] },
  { guest: { enrolledKeys: true }, expected: ['enrolled-keys'] },
];

function chooser(id: string): Chooser {
  const found = findChooser(id);
  assert.ok(found);
  return found;
}

/** What a consumer says of the guest and the firmware of a case. */
function refusals(id: string, { guest, firmware, base = SOUND }: Case): readonly Refusal[] {
  return [...chooser(id).findRefusals({ ...GUEST, ...guest }, { ...base, ...firmware })];
}

function codes(found: readonly Refusal[]): readonly string[] {
  return found.map(({ code }) => code);
}

const NEW = { 'vmspawn@262': VMSPAWN_262, 'nova@32': NOVA, 'bcvk@0.18': BCVK };
const ALL = { 'libvirt@11.3': LIBVIRT_11_3, 'libvirt@9.0': LIBVIRT_9_0, 'libvirt@12.8': LIBVIRT_12_8 };

for (const [id, cases] of Object.entries({ ...ALL, 'vmspawn@257': VMSPAWN, 'mkosi@27': MKOSI, ...NEW })) {
  describe(`What ${id} has against a firmware`, () => {
    for (const each of cases) {
      const { expected, ...given } = each;
      it(`is ${expected.join(', ') || 'nothing'} for ${JSON.stringify(given, withoutBase)}`, () => {
        assert.deepEqual(codes(refusals(id, each)), expected);
      });
    }

    it('is gone after the change that it proposes on either side', () => {
      let tried = 0;
      for (const each of cases)
        for (const { code, guest, firmware, message } of refusals(id, each)) {
          assert.match(message(), /\.$/);
          const changes = [
            ...(guest ? [{ ...each, guest: { ...each.guest, ...guest.change } }] : []),
            ...(firmware ? [{ ...each, firmware: { ...each.firmware, ...firmware.change } }] : []),
          ];
          for (const changed of changes) {
            tried++;
            const left = codes(refusals(id, changed));
            assert.ok(!left.includes(code), `${code} in ${JSON.stringify(changed)}`);
          }
          for (const remedy of [guest, firmware]) if (remedy) assert.match(remedy.text(), /\.$/);
        }
      assert.ok(tried > 0);
    });
  });
}

function withoutBase(key: string, value: unknown): unknown {
  return key === 'base' ? 'memory' : value === undefined ? null : value;
}

describe('The nearest firmware', () => {
  const of = (guest: Partial<Guest>, ...all: readonly Firmware[]): string | undefined => {
    const usable = all.map((firmware, index) => ({ path: String(index), firmware }));
    const found = findNearest({ ...GUEST, ...guest }, usable, chooser('libvirt@11.3'));
    return found && `${found.path}: ${codes(found.refusals).join(', ')}`;
  };

  it('is the first with the fewest reasons against it', () => {
    const guest: Partial<Guest> = { secureBoot: true, s4: true };
    assert.equal(
      of(guest, SOUND, { ...SOUND, features: ['acpi-s4'] }, { ...SOUND, features: ['secure-boot'] }),
      '1: secure-boot',
    );
    assert.equal(of(guest, SOUND, SOUND), '0: acpi-s4, secure-boot');
  });

  it('brings as little as possible that the guest does not ask for', () => {
    const machine = { machine: 'microvm' };
    const keys: Firmware = { ...SOUND, features: ['enrolled-keys', 'requires-smm', 'secure-boot'] };
    assert.equal(of(machine, keys, { ...SOUND, features: ['secure-boot'] }, SOUND), '2: machine');
    // What the guest is after counts more than how its image is named.
    const named = { secureBoot: true, loader: '/fw/CODE.fd' };
    assert.equal(of(named, SOUND, { ...keys, file: '/fw/OTHER.fd' }), '1: path');
  });

  it('has its images', () => {
    const isMissing = (path: string): boolean => path === '/fw/GONE.fd';
    const usable = [
      { ...SOUND, file: '/fw/GONE.fd' },
      { ...SOUND, template: '/fw/GONE.fd' },
    ].map((firmware, index) => ({ path: String(index), firmware }));
    const guest = { ...GUEST, machine: 'microvm' };
    const libvirt = chooser('libvirt@11.3');
    assert.equal(findNearest(guest, usable, libvirt, undefined, isMissing), undefined);
    assert.ok(findNearest(guest, usable, libvirt));
  });

  it('is never flash for TDX, nor without the feature for the protection', () => {
    const find = (guest: Partial<Guest>, ...all: readonly Firmware[]): string | undefined => {
      const usable = all.map((firmware, index) => ({ path: String(index), firmware }));
      return findNearest({ ...GUEST, ...guest }, usable, chooser('libvirt@12.8'))?.path;
    };
    const tdx = { confidential: 'tdx', machine: 'microvm' } as const;
    const flash: Firmware = { ...SOUND, mode: 'stateless', features: ['intel-tdx'] };
    assert.equal(find(tdx, flash), undefined);
    assert.equal(find(tdx, flash, { ...MEMORY, features: ['intel-tdx'] }), '1');
    assert.equal(find({ confidential: 'sev-snp' }, SOUND, MEMORY), undefined);
  });

  it('is never of another architecture or interface', () => {
    const other = { ...SOUND, targets: [{ architecture: 'aarch64', machines: ['virt-*'] }] };
    assert.equal(of({ secureBoot: true }, other), undefined);
    assert.equal(
      of({ secureBoot: true }, other, { ...SOUND, interfaceTypes: ['bios'] }, SOUND),
      '2: secure-boot',
    );
  });
});

describe('Firmware with SMM', () => {
  it('is not proposed for a PC without it', () => {
    const firmware: Firmware = {
      ...SOUND,
      features: ['requires-smm'],
      targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    };
    const guest = { ...GUEST, machine: 'pc-i440fx-11.0' };
    const found = [...(findChooser('libvirt@12.8')?.findRefusals(guest, firmware) ?? [])];
    const [refusal] = found;
    assert.equal(refusal?.code, 'machine');
    assert.ok(refusal.guest);
    assert.equal(refusal.firmware, undefined);
  });
});
