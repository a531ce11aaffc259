import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inSystem, isMachine, LIMIT_MS, makeFolder, printCommandLine, startInSystem } from './system';

/** A separate Debian has no KVM device. */
const NO_KVM = /^qemu-system-x86_64: -accel kvm: Could not access KVM kernel module/m;
/** The last thing that QEMU checks, after all options. */
const KVM_REQUIRED = /^qemu-system-x86_64: cannot set up private guest memory for \S+: KVM required/m;
/** The message of a QEMU that was built without IGVM. */
const NO_IGVM =
  /^qemu-system-x86_64: -object igvm-cfg,\S+: Parameter 'qom-type' does not accept value 'igvm-cfg'/m;

if (!isMachine)
  describe('a command line for a confidential guest fails only because of the host, for', function () {
    this.timeout(LIMIT_MS);
    let folder: string;
    beforeEach(() => {
      folder = makeFolder();
    });
    afterEach(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    for (const [name, object] of [
      ['60-edk2-x86_64-amdsev.json', 'sev-snp-guest'],
      ['60-edk2-x86_64-inteltdx.json', 'tdx-guest'],
    ] as const)
      it(name, async () => {
        const text = printCommandLine([inSystem(`/usr/share/qemu/firmware/${name}`)]);
        assert.match(text, new RegExp(`-object ${object},`));
        assert.match(await fail(text), NO_KVM);
        const emulated = text.replace('-accel kvm', '-accel tcg').replace('-cpu host', '-cpu max');
        assert.notEqual(emulated, text);
        assert.match(await fail(emulated), KVM_REQUIRED);
      });

    it('an IGVM file', async () => {
      const descriptor = path.join(folder, 'descriptor.json');
      const members = {
        ...{
          description: 'made by a test',
          'interface-types': ['uefi'],
          features: ['amd-sev-snp'],
          tags: [],
        },
        mapping: { device: 'igvm', filename: '/usr/share/ovmf/OVMF.amdsev.fd' },
        targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
      };
      writeFileSync(descriptor, JSON.stringify(members));
      const text = printCommandLine([descriptor]);
      assert.match(text, /igvm-cfg/);
      assert.match(await fail(text), NO_IGVM);
    });

    /** Runs a command line to its end and returns QEMU's messages. */
    async function fail(text: string): Promise<string> {
      const guest = startInSystem(`${text} -display none`, folder);
      let errors = '';
      guest.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      const status = await new Promise<number | null>((resolve) => guest.once('close', resolve));
      assert.equal(status, 1, errors);
      return errors;
    }
  });
