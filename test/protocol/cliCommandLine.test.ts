import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bench } from '../support/commandLine';

const OVMF = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const SMM = readFileSync('samples/qemu/firmware/11-ovmf-secure-boot.json', 'utf8');

interface Printed {
  readonly version: number;
  readonly architecture: string;
  readonly machine: string;
  readonly steps: readonly { action: string; command: string; argv?: readonly string[] }[];
}

describe('command-line', () => {
  const { run, write } = bench();

  it('prints only commands on standard output', () => {
    const { status, out, err } = run(['command-line', write('a.json', OVMF)]);
    assert.deepEqual([status, err], [0, '']);
    assert.match(
      out,
      /^test -e guest-OVMF_VARS_4M\.fd \|\| install .*\nqemu-system-x86_64 \\\n(?: {2}-.*\n)+$/,
    );
  });

  it('reads standard input and follows the options', () => {
    const args = ['--style', 'drive', '--qemu-version', '3.1', '--machine', 'pc-q35-3.1', '--arch', 'x86_64'];
    const { status, out } = run(['command-line', ...args, '-'], OVMF);
    assert.equal(status, 0);
    assert.match(out, /-machine pc-q35-3\.1 \\\n {2}-drive if=pflash,unit=0/);
  });

  it('prints the same steps as JSON', () => {
    const text = run(['command-line', write('a.json', OVMF)]).out;
    const json = JSON.parse(run(['command-line', '--format', 'json', 'a.json']).out) as Printed;
    assert.deepEqual([json.version, json.architecture, json.machine], [1, 'x86_64', 'pc']);
    assert.deepEqual(
      json.steps.map(({ action }) => action),
      ['copy', 'run'],
    );
    assert.equal(json.steps.map(({ command }) => `${command}\n`).join(''), text);
  });

  it('prints an element for libvirt, and additional requirements on standard error', () => {
    const { status, out, err } = run(['command-line', '--format', 'libvirt', write('a.json', SMM)]);
    assert.equal(status, 0);
    assert.match(out, /^<os>\n {2}<type arch='x86_64' machine='q35'>hvm<\/type>\n[^]*<\/os>\n$/);
    assert.match(err, /^qemu-firmware: .*<smm state='on'\/>.*\n$/);
  });

  it('prints one line for each mistake', () => {
    write('a.json', OVMF);
    write('latin.json', Buffer.from([0x7b, 0x0a, 0xe9]));
    write('mask.json', '');
    const cases: readonly (readonly [args: readonly string[], words: RegExp])[] = [
      [[], /specify one descriptor/],
      [['a.json', 'a.json'], /specify one descriptor/],
      [['none.json'], /^qemu-firmware: none\.json: no such file/],
      [['mask.json'], /^qemu-firmware: mask\.json: The file is empty/],
      [['latin.json'], /^qemu-firmware: latin\.json: Line 2 is not UTF-8/],
      [
        ['--machine', 'virt', 'a.json'],
        /^qemu-firmware: a\.json: The firmware is not for the machine type “virt”/,
      ],
      [['--arch', 'arm', 'a.json'], /^qemu-firmware: a\.json: The firmware is not for arm/],
      [['--style', 'usb', 'a.json'], /--style takes blockdev or drive/],
      [['--format', 'yaml', 'a.json'], /--format takes text, json or libvirt/],
      [['--qemu-version', 'new', 'a.json'], /--qemu-version: “new” is not a QEMU version/],
    ];
    for (const [args, words] of cases) {
      const { status, out, err } = run(['command-line', ...args]);
      assert.deepEqual([status, out, err.split('\n').length], [2, '', 2], err);
      assert.match(err, words);
    }
  });

  it('prints no command and no raw text of a descriptor with control characters', () => {
    const hostile: Readonly<Record<string, string>> = {
      'path.json': OVMF.replace('OVMF_VARS', '\\u001b[2J\\ntouch PWNED #'),
      'device.json': OVMF.replace('"flash"', '"x\\ntouch PWNED #"'),
      'format.json': OVMF.replace('"raw"', '"raw\\u009b"'),
      'architecture.json': OVMF.replace('"x86_64"', '"x86_64\\r"'),
      'machine.json': OVMF.replace(/"machines": \[[^\]]*\]/, '"machines": ["q35\\ntouch PWNED #"]'),
    };
    for (const [name, text] of Object.entries(hostile)) {
      assert.notEqual(text, OVMF);
      write(name, text);
      for (const format of name === 'path.json' ? ['text', 'json', 'libvirt'] : ['text']) {
        const { status, out, err } = run(['command-line', '--format', format, name]);
        assert.deepEqual([status, out], [2, ''], name);
        assert.match(err, /^qemu-firmware: \P{Cc}*\n$/u);
      }
    }
    const note = OVMF.replace(/"machines": \[[^\]]*\]/, '"machines": ["pc-q35-*\\ntouch PWNED #"]');
    const { status, out, err } = run(['command-line', write('note.json', note)]);
    assert.deepEqual([status, out.includes('PWNED')], [0, false]);
    assert.match(err, /^qemu-firmware: \P{Cc}*\\u000atouch PWNED #\P{Cc}*\n$/u);
  });

  it('describes its options', () => {
    assert.match(run(['command-line', '-h']).out, /^Usage: qemu-firmware command-line/);
    assert.match(run(['--help']).out, /^ {2}command-line DESCRIPTOR/m);
  });
});
