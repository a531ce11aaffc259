import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** As Debian has them. */
const DESCRIPTORS = '/usr/share/qemu/firmware';
const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const BOTH = '/usr/share/ovmf/OVMF.fd';
const SEABIOS = '/usr/share/seabios/bios-256k.bin';
const PROGRAMS = ['/usr/bin/qemu-system-x86_64', '/usr/bin/qemu-img'];

const CLI = path.resolve('dist/cli.js');
const SERIAL = 'serial.log';
const DEBUG_LOG = 'guest-debug.log';
/** What a boot may take on a slow machine without KVM; the usual is 4 seconds. */
const LIMIT_MS = 120_000;

/** UEFI has come to the choice of what to boot; the PC BIOS has found nothing to boot. */
const UEFI_IS_UP = /BdsDxe: |Shell> /;
const BIOS_IS_UP = /^SeaBIOS [^]*No bootable device\./;

describe('a printed command line boots', function () {
  this.timeout(LIMIT_MS + 20_000);
  let folder: string;

  before(function () {
    const missing = [...PROGRAMS, CODE, VARS, BOTH, SEABIOS, DESCRIPTORS].filter((file) => !existsSync(file));
    if (missing.length === 0) return;
    console.log(`      skipped: nothing can be booted here without ${missing.join(', ')}`);
    this.skip();
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-boot-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const inFolder = (name: string): string => path.join(folder, name);
  const bytes = (name: string): Buffer => readFileSync(path.resolve(folder, name));

  it('OVMF by the descriptor of its package', async () => {
    await boot([`${DESCRIPTORS}/60-edk2-x86_64.json`], UEFI_IS_UP);
    assert.ok(
      !bytes('guest-OVMF_VARS_4M.fd').equals(bytes(VARS)),
      'the guest wrote nothing to its variables',
    );
  });

  it('OVMF with Secure Boot, its variables guarded by SMM', async () => {
    const text = await boot([`${DESCRIPTORS}/40-edk2-x86_64-secure-enrolled.json`], UEFI_IS_UP);
    assert.match(text, /smm=on[^]*property=secure,value=on/);
  });

  for (const args of [
    ['--style', 'drive'],
    ['--qemu-version', '3.1'],
  ])
    it(`OVMF, ${args.join(' ')}`, async () => {
      await boot(
        [...args, describing({ mode: 'split', ...image(CODE), 'nvram-template': file(VARS) })],
        UEFI_IS_UP,
      );
    });

  it('OVMF in qcow2 images', async () => {
    const [code, vars] = [converted(CODE, 'code.qcow2'), converted(VARS, 'vars.qcow2')];
    const template = bytes(vars);
    const mapping = { ...image(code, 'qcow2'), 'nvram-template': file(vars, 'qcow2') };
    await boot([describing(mapping)], UEFI_IS_UP);
    assert.ok(bytes(vars).equals(template), 'the guest wrote to the template');
    assert.ok(!bytes('guest-vars.qcow2').equals(template), 'the guest wrote nothing to its variables');
  });

  it('OVMF with code and variables in one file, of which the guest has its own', async () => {
    const shared = bytes(BOTH);
    await boot([describing({ mode: 'combined', ...image(BOTH) })], UEFI_IS_UP);
    assert.ok(bytes(BOTH).equals(shared), 'the guest wrote to the shared image');
    assert.ok(!bytes('guest-OVMF.fd').equals(shared), 'the guest wrote nothing to its variables');
  });

  it('OVMF without stored variables', async () => {
    const shared = bytes(BOTH);
    await boot([describing({ mode: 'stateless', ...image(BOTH) })], UEFI_IS_UP);
    assert.ok(bytes(BOTH).equals(shared), 'the guest wrote to the shared image');
  });

  it('SeaBIOS, with its log', async () => {
    await boot([describing({ device: 'memory', filename: SEABIOS }, ['verbose-dynamic'])], BIOS_IS_UP);
  });

  function file(filename: string, format = 'raw'): object {
    return { filename, format };
  }

  function image(filename: string, format = 'raw'): object {
    return { executable: file(filename, format) };
  }

  function converted(from: string, name: string): string {
    const { status, stderr } = spawnSync('qemu-img', ['convert', '-O', 'qcow2', from, inFolder(name)]);
    assert.equal(status, 0, stderr.toString());
    return inFolder(name);
  }

  /** Writes a descriptor for Q35 and returns its path. */
  function describing(mapping: object, features: readonly string[] = []): string {
    const descriptor = {
      ...{ description: 'made by a test', 'interface-types': ['uefi'], features, tags: [] },
      mapping: { device: 'flash', ...mapping },
      targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
    };
    writeFileSync(inFolder('descriptor.json'), JSON.stringify(descriptor));
    return inFolder('descriptor.json');
  }

  /** Runs what `command-line` prints until the guest has said `proof`, and returns it; throws what was said if it does not. */
  async function boot(args: readonly string[], proof: RegExp): Promise<string> {
    const printed = spawnSync(process.execPath, [CLI, 'command-line', ...args]);
    assert.equal(printed.status, 0, printed.stderr.toString());
    const text = printed.stdout.toString().trimEnd();
    const options = `-display none -serial file:${SERIAL}`;
    const guest = spawn('bash', ['-c', `${text} ${options}`], { cwd: folder, detached: true });
    let errors = '';
    guest.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const ended = new Promise<void>((resolve) =>
      guest.once('close', () => {
        resolve();
      }),
    );
    const watcher = watch(folder);
    let timer: NodeJS.Timeout | undefined;
    const proved = new Promise<boolean>((resolve) => {
      watcher.on('change', () => {
        if (said().some((log) => proof.test(log))) resolve(true);
      });
      timer = setTimeout(() => {
        resolve(false);
      }, LIMIT_MS);
    });
    const isUp = await Promise.race([proved, ended.then(() => false)]);
    clearTimeout(timer);
    watcher.close();
    if (guest.pid !== undefined && guest.exitCode === null) process.kill(-guest.pid, 'SIGKILL');
    await ended;
    assert.ok(isUp, `the guest did not say ${String(proof)}\n${text}\n${errors}\n${said().join('\n')}`);
    return text;
  }

  /** What the guest has said so far, on its serial port and in the firmware's log. */
  function said(): readonly string[] {
    return [SERIAL, DEBUG_LOG]
      .map(inFolder)
      .map((log) => (existsSync(log) ? readFileSync(log, 'latin1') : ''));
  }
});
