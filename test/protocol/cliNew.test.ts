import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { bench } from '../support/commandLine';
import {
  file,
  files as fileSystem,
  padded,
  pe,
  section,
  variableVolume,
  volume,
} from '../unit/support/firmwareBytes';
import { bios, elf, firmware } from '../unit/support/imageFiles';

interface Printed {
  readonly mapping: {
    readonly device: string;
    readonly mode?: string;
    readonly filename?: string;
    readonly executable?: { readonly filename: string };
    readonly 'nvram-template'?: { readonly filename: string };
  };
  readonly targets: readonly { readonly architecture: string; readonly machines: readonly string[] }[];
  readonly features: readonly string[];
}

/** 48 KiB of code, which add up to 64 KiB with the 16 KiB of a variable store. */
const CODE = ((): Uint8Array => {
  const core = fileSystem(file(3, section(0x10, pe(0x8664, 'RELEASE'))));
  return volume(padded(core, 0xc000 - 0x48));
})();
const VARS = variableVolume([]);

describe('new', () => {
  const bed = bench();
  const { run, write } = bed;
  const here = (name: string): string => path.join(bed.folder, name);
  const printed = (out: string): Printed => JSON.parse(out) as Printed;

  it('prints a descriptor for the named images, with their absolute paths', () => {
    write('CODE.fd', CODE);
    write('VARS.fd', VARS);
    const { status, out, err } = run(['new', '--executable', 'CODE.fd', '--nvram-template', './VARS.fd']);
    assert.deepEqual([status, err], [0, '']);
    const { mapping, targets } = printed(out);
    assert.equal(mapping.mode, 'split');
    assert.equal(mapping.executable?.filename, here('CODE.fd'));
    assert.equal(mapping['nvram-template']?.filename, here('VARS.fd'));
    assert.deepEqual(targets, [{ architecture: 'x86_64', machines: ['pc-i440fx-*', 'pc-q35-*'] }]);
    assert.ok(out.endsWith('}\n'));
  });

  it('prints a descriptor without findings', () => {
    write('CODE.fd', CODE);
    write('VARS.fd', VARS);
    const { out } = run(['new', '--executable', 'CODE.fd', '--nvram-template', 'VARS.fd']);
    const linted = run(['lint', '--root', '/', '--stdin-filename', '60-new.json', '-'], out);
    assert.deepEqual([linted.status, linted.out], [0, '']);
  });

  it('uses the template next to the executable, and says so', () => {
    write('OVMF_CODE.secboot.fd', CODE);
    write('OVMF_VARS.ms.fd', VARS);
    write('OVMF_VARS.fd', VARS);
    const { out, err } = run(['new', '--executable', 'OVMF_CODE.secboot.fd']);
    assert.equal(printed(out).mapping['nvram-template']?.filename, here('OVMF_VARS.fd'));
    assert.match(err, /using .*OVMF_VARS\.fd as the NVRAM template/);
    const alone = run(['new', '--executable', 'OVMF_CODE.secboot.fd', '--mode', 'stateless']);
    assert.deepEqual([printed(alone.out).mapping.mode, alone.err], ['stateless', '']);
  });

  it('says that code without a template stores no variables', () => {
    write('CODE.fd', CODE);
    const { status, out, err } = run(['new', '--executable', 'CODE.fd']);
    assert.deepEqual([status, printed(out).mapping.mode], [0, 'stateless']);
    assert.match(err, /^qemu-firmware: no NVRAM template: .*\n$/);
  });

  it('reports what the linter finds if the options contradict the images', () => {
    write('OVMF.fd', firmware());
    write('VARS.fd', VARS);
    const { status, err } = run([
      'new',
      '--executable',
      'OVMF.fd',
      '--nvram-template',
      'VARS.fd',
      '--mode=split',
    ]);
    assert.equal(status, 0);
    assert.match(err, /^60-edk2-x86_64\.json:\d+:\d+: warning: .* \[image-mode\]$/m);
  });

  it('uses options for what the image does not show', () => {
    write('blob.bin', new Uint8Array(100));
    write('app.elf', elf(243));
    const refused = run(['new', '--executable', 'app.elf']);
    assert.equal(refused.status, 2);
    assert.match(
      refused.err,
      /^qemu-firmware: .*app\.elf do not show which interface .* Specify it with --interface-type\.\n$/,
    );
    const args = [
      '--interface-type',
      'uboot',
      '--machine',
      'virt',
      '--machine',
      'spike',
      '--feature',
      'acpi-s4',
    ];
    const { status, out } = run(['new', '--executable', 'app.elf', ...args, '--device', 'memory']);
    assert.equal(status, 0);
    assert.deepEqual(printed(out).mapping, { device: 'memory', filename: here('app.elf') });
    assert.deepEqual(printed(out).targets, [{ architecture: 'riscv64', machines: ['virt', 'spike'] }]);
    assert.deepEqual(printed(out).features, ['acpi-s4']);
  });

  it('uses the paths of images below a root, with links resolved', () => {
    write('root/usr/share/OVMF_CODE.fd', CODE);
    write('root/usr/share/OVMF_VARS.fd', VARS);
    mkdirSync(here('root/fw'));
    symlinkSync('/usr/share/OVMF_CODE.fd', here('root/fw/CODE.fd'));
    for (const name of [
      '/usr/share/OVMF_CODE.fd',
      'usr/share/OVMF_CODE.fd',
      here('root/usr/share/OVMF_CODE.fd'),
    ]) {
      const { mapping } = printed(run(['new', '--root', 'root', '--executable', name]).out);
      assert.equal(mapping.executable?.filename, '/usr/share/OVMF_CODE.fd');
      assert.equal(mapping['nvram-template']?.filename, '/usr/share/OVMF_VARS.fd');
    }
    const linked = run(['new', '--root', 'root', '--executable', '/fw/CODE.fd', '--mode', 'stateless']);
    assert.equal(printed(linked.out).mapping.executable?.filename, '/fw/CODE.fd');
  });

  it('writes a file, or a conventionally named one in a folder, and replaces none without --force', () => {
    write('bios.bin', bios());
    const args = ['new', '--executable', 'bios.bin'];
    const { out } = run(args);
    mkdirSync(here('firmware'));
    const first = run([...args, '--output', 'firmware']);
    assert.deepEqual([first.status, first.out], [0, '']);
    assert.match(first.err, /^qemu-firmware: firmware\/60-bios\.json: written\n$/);
    assert.equal(bed.read('firmware/60-bios.json'), out);
    assert.equal(statSync(here('firmware/60-bios.json')).mode & 0o111, 0);
    assert.deepEqual(readdirSync(here('firmware')), ['60-bios.json']);

    write('mine.json', 'precious');
    symlinkSync('mine.json', here('link.json'));
    for (const name of ['mine.json', 'link.json']) {
      const refused = run([...args, '--output', name]);
      assert.deepEqual([refused.status, bed.read('mine.json')], [2, 'precious']);
      assert.match(
        refused.err,
        new RegExp(`^qemu-firmware: ${name}: not written: it already exists .*--force`),
      );
    }
    const forced = run([...args, '--output', 'link.json', '--force', '--priority', '10']);
    assert.deepEqual([forced.status, bed.read('mine.json')], [0, out]);
    assert.ok(lstatSync(here('link.json')).isSymbolicLink());
    assert.deepEqual(readdirSync(bed.folder).sort(), ['bios.bin', 'firmware', 'link.json', 'mine.json']);
    assert.equal(run([...args, '--output', 'nowhere/']).status, 2);
  });

  it('reports problems with the images in one line', () => {
    write('VARS.fd', VARS);
    write('CODE.fd', CODE);
    write('zeros.fd', new Uint8Array(0x4000));
    write(
      'noise.bin',
      Uint8Array.from({ length: 999 }, (_, i) => ((i * i) % 251) | 1),
    );
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--executable', 'missing.fd'], /missing\.fd: no such file or folder/],
      [['--executable', '.'], /: is a folder/],
      [['--executable', 'VARS.fd'], /VARS\.fd is a variable store without code/],
      [['--executable', 'zeros.fd', '--device', 'memory'], /zeros\.fd is blank/],
      [
        ['--executable', 'noise.bin'],
        /The bytes of .*noise\.bin do not show what .* Specify it with --device\./,
      ],
      [['--executable', 'noise.bin', '--device', 'kernel'], /Specify it with --arch\./],
      [['--executable', 'CODE.fd', '--nvram-template', 'CODE.fd'], /contains code, not a variable store/],
      [['--executable', 'CODE.fd', '--nvram-template', 'gone.fd'], /gone\.fd: no such file or folder/],
      [['--executable', 'CODE.fd', '--nvram-template', 'VARS.fd', '--device', 'memory'], /not memory/],
      [['--executable', 'only/CODE.fd', '--mode', 'split'], /used without a template/],
    ];
    write('only/CODE.fd', CODE);
    for (const [args, message] of cases) {
      const { status, out, err } = run(['new', ...args]);
      assert.deepEqual([status, out, err.split('\n').length], [2, '', 2], args.join(' '));
      assert.match(err, message);
    }
  });

  it('reports problems with its options', () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /specify an image with --executable/],
      [['--executable', 'x', '--device', 'disk'], /--device takes flash, memory, kernel or igvm, not “disk”/],
      [['--executable', 'x', '--mode', 'whole'], /--mode takes/],
      [['--executable', 'x', '--device', 'memory', '--mode', 'split'], /--mode is for flash, not for memory/],
      [['--executable', 'x', '--interface-type', 'efi'], /--interface-type takes/],
      [['--executable', 'x', '--priority', '5'], /--priority takes two digits, not “5”/],
      [['--executable', 'x', '--force'], /--force requires --output/],
      [['--executable', 'x', '--root', 'nowhere'], /--root: “nowhere” is not a folder/],
      [['x'], /unexpected argument “x”/],
    ];
    for (const [args, message] of cases) {
      const { status, err } = run(['new', ...args]);
      assert.deepEqual([status, err.split('\n').length], [2, 2], args.join(' '));
      assert.match(err, message);
    }
    assert.match(run(['new', '-h']).out, /^Usage: qemu-firmware new /);
  });
});
