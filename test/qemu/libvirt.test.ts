import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Daemon, namespaces } from '../libvirt/daemon';
import { isMachine, LIMIT_MS, printCommandLine, readLogs, SYSTEM, UEFI_IS_UP, waitForProof } from './system';

const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const BOTH = '/usr/share/ovmf/OVMF.fd';

/** The folder with the files of a daemon's guests. */
const FOLDER = '/var/lib/guest';
const LOG = 'serial.log';
const STORE = `${FOLDER}/store.json`;

/** Guests are only started in a separate Debian, because nothing of theirs outlives it. */
if (!isMachine)
  describe('a printed <os> element starts a guest of libvirt', function () {
    this.timeout(LIMIT_MS + 20_000);
    let daemon: Daemon;

    before(async () => {
      const own = namespaces('system');
      assert.ok(own, 'no namespaces are available here');
      daemon = await Daemon.start('system', own, SYSTEM);
      mkdirSync(inDaemon(FOLDER), { recursive: true });
      writeFileSync(inDaemon(STORE), JSON.stringify({ version: 2, variables: [] }));
    });
    after(async () => {
      await daemon.stop();
    });

    const inDaemon = (file: string): string => path.join(daemon.root, file);

    it('with separate code and variables', async () => {
      const flash = { device: 'flash', mode: 'split', executable: raw(CODE), 'nvram-template': raw(VARS) };
      const filled = await start(flash);
      const [, variables = ''] = /<nvram [^>]*>([^<]+)</.exec(filled) ?? [];
      assert.notEqual(variables, '', filled);
      assert.ok(!readFileSync(inDaemon(variables)).equals(readFileSync(path.join(SYSTEM, VARS))));
    });

    it('without stored variables', async () => {
      const filled = await start({ device: 'flash', mode: 'stateless', executable: raw(BOTH) });
      assert.match(filled, /<loader [^>]*stateless='yes'/);
      assert.doesNotMatch(filled, /<nvram/);
    });

    it('with QEMU’s variable store', async () => {
      const template = readFileSync(inDaemon(STORE), 'utf8');
      const filled = await start({ device: 'memory', filename: BOTH, 'uefi-vars': { template: STORE } });
      const [, kept = ''] = /<varstore [^>]*path='([^']+)'/.exec(filled) ?? [];
      assert.notEqual(kept, '', filled);
      assert.notEqual(readFileSync(inDaemon(kept), 'utf8'), template, 'QEMU kept no variables');
      assert.equal(readFileSync(inDaemon(STORE), 'utf8'), template, 'QEMU wrote to the template');
    });

    function raw(filename: string): object {
      return { filename, format: 'raw' };
    }

    /** Starts a guest, waits until its firmware is up, and returns its definition as completed by libvirt. */
    async function start(mapping: object): Promise<string> {
      const descriptor = inDaemon(`${FOLDER}/descriptor.json`);
      const targets = [{ architecture: 'x86_64', machines: ['pc-q35-*'] }];
      const members = { description: 'made by a test', 'interface-types': ['uefi'], features: [], tags: [] };
      writeFileSync(descriptor, JSON.stringify({ ...members, mapping, targets }));
      const os = printCommandLine(['--format', 'libvirt', descriptor]);
      rmSync(inDaemon(`${FOLDER}/${LOG}`), { force: true });
      const filled = daemon.launch('guest', domain(os));
      try {
        const never = new Promise<void>(() => undefined);
        const isUp = await waitForProof(inDaemon(FOLDER), [LOG], UEFI_IS_UP, never);
        assert.ok(isUp, readLogs(inDaemon(FOLDER), [LOG]).join(''));
      } finally {
        daemon.destroy('guest');
      }
      return filled;
    }

    function domain(os: string): string {
      return [
        `<domain type='qemu'><name>guest</name><memory>262144</memory>${os}<features><acpi/></features><devices>`,
        `<controller type='usb' model='none'/><memballoon model='none'/>`,
        `<serial type='file'><source path='${FOLDER}/${LOG}'/></serial></devices></domain>`,
      ].join('');
    }
  });
