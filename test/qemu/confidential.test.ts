import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inSystem, isMachine, LIMIT_MS, makeFolder, printCommandLine, startInSystem } from './system';

/** What QEMU says of a machine without the hardware, or of itself where it is built without a part. */
const OF_THE_HOST = [
  /cannot set up private guest memory for \S+: KVM required/,
  /Could not access KVM kernel module/,
  /^qemu-system-x86_64: -object igvm-cfg,\S+: Parameter 'qom-type' does not accept value 'igvm-cfg'/m,
];

if (!isMachine)
  describe('a command line for a confidential guest fails for want of the host alone', function () {
    this.timeout(LIMIT_MS);
    let folder: string;
    beforeEach(() => {
      folder = makeFolder();
    });
    afterEach(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    for (const name of ['60-edk2-x86_64-amdsev.json', '60-edk2-x86_64-inteltdx.json'])
      it(name, async () => {
        await fail(inSystem(`/usr/share/qemu/firmware/${name}`), /-guest/);
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
      await fail(descriptor, /igvm-cfg/);
    });

    /** @param part what the command line must have for the failure to mean anything */
    async function fail(descriptor: string, part: RegExp): Promise<void> {
      const text = printCommandLine([descriptor]);
      assert.match(text, part);
      const guest = startInSystem(`${text} -display none`, folder);
      let errors = '';
      guest.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      await new Promise<void>((resolve) =>
        guest.once('close', () => {
          resolve();
        }),
      );
      assert.ok(
        OF_THE_HOST.some((message) => message.test(errors)),
        `${text}\n${errors}`,
      );
    }
  });
