import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  inSystem,
  isMachine,
  LIMIT_MS,
  makeFolder,
  printCommandLine,
  readLogs,
  runInSystem,
  seenBySystem,
  startInSystem,
  UEFI_IS_UP,
  waitForProof,
} from './system';

/** Descriptors in Debian's packages. */
const DESCRIPTORS = '/usr/share/qemu/firmware';
const CODE = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';
const BOTH = '/usr/share/ovmf/OVMF.fd';
const SEABIOS = '/usr/share/seabios/bios-256k.bin';
const PROGRAMS = ['/usr/bin/qemu-system-x86_64', '/usr/bin/qemu-img'];

const SERIAL = 'serial.log';
const LOGS = [SERIAL, 'guest-debug.log'];

/** The PC BIOS found nothing to boot. */
const BIOS_IS_UP = /^SeaBIOS [^]*No bootable device\./;

describe('a printed command line boots', function () {
  this.timeout(LIMIT_MS + 20_000);
  let folder: string;

  before(function () {
    const missing = [...PROGRAMS, CODE, VARS, BOTH, SEABIOS, DESCRIPTORS].filter(
      (file) => !existsSync(inSystem(file)),
    );
    if (missing.length === 0) return;
    console.log(`      skipped: nothing can be booted here without ${missing.join(', ')}`);
    this.skip();
  });
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const inFolder = (name: string): string => path.join(folder, name);
  const bytes = (name: string): Buffer =>
    readFileSync(name.startsWith('/') ? inSystem(name) : inFolder(name));

  it('OVMF with the descriptor of its package', async () => {
    await boot([inSystem(`${DESCRIPTORS}/60-edk2-x86_64.json`)], UEFI_IS_UP);
    assert.ok(
      !bytes('guest-OVMF_VARS_4M.fd').equals(bytes(VARS)),
      'the guest wrote nothing to its variables',
    );
  });

  it('OVMF with Secure Boot, its variables guarded by SMM', async () => {
    const text = await boot([inSystem(`${DESCRIPTORS}/40-edk2-x86_64-secure-enrolled.json`)], UEFI_IS_UP);
    assert.match(text, /smm=on[^]*property=secure,value=on/);
  });

  for (const args of [
    ['--style', 'drive'],
    ['--qemu-version', '3.1'],
  ])
    it(`OVMF with ${args.join(' ')}`, async () => {
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

  it('OVMF with code and variables in one file that is copied for the guest', async () => {
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

  // QEMU supports such variables since 10.0.
  if (!isMachine)
    it('OVMF with its variables in QEMU’s JSON store', async () => {
      const template = JSON.stringify({ version: 2, variables: [] });
      writeFileSync(inFolder('vars.json'), template);
      const variables = { template: seenBySystem(inFolder('vars.json')) };
      const mapping = { device: 'memory', filename: BOTH, 'uefi-vars': variables };
      const text = await boot([describing(mapping, ['host-uefi-vars'])], UEFI_IS_UP);
      assert.match(text, /-device uefi-vars-x64,jsonfile=guest-vars\.json/);
      assert.equal(bytes('vars.json').toString(), template, 'QEMU wrote to the template');
      const { variables: kept } = JSON.parse(bytes('guest-vars.json').toString()) as { variables: object[] };
      assert.ok(kept.length > 0, 'QEMU kept no variables');
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
    const to = seenBySystem(inFolder(name));
    runInSystem('qemu-img', 'convert', '-O', 'qcow2', from, to);
    return to;
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

  /** Runs the output of `command-line` until the guest prints `proof`, and returns it; throws the guest's output otherwise. */
  async function boot(args: readonly string[], proof: RegExp): Promise<string> {
    const text = printCommandLine(args);
    const guest = startInSystem(`${text} -display none -serial file:${SERIAL}`, folder);
    let errors = '';
    guest.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const ended = new Promise<void>((resolve) =>
      guest.once('close', () => {
        resolve();
      }),
    );
    const isUp = await waitForProof(folder, LOGS, proof, ended);
    if (guest.pid !== undefined && guest.exitCode === null) process.kill(-guest.pid, 'SIGKILL');
    await ended;
    const said = readLogs(folder, LOGS).join('\n');
    assert.ok(isUp, `the guest did not print ${String(proof)}\n${text}\n${errors}\n${said}`);
    return text;
  }
});
