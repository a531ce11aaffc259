import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { bench, CLI, environment } from '../support/commandLine';
import {
  EFI,
  makeDescriptor,
  makeDomain,
  requireFeature,
  SHARE,
  writeMachine,
} from '../support/domainMachine';
import { inGerman } from '../support/german';

interface Guests {
  readonly guests: readonly {
    readonly path: string;
    readonly name: string | null;
    readonly outcome: string;
    readonly picked: string | null;
  }[];
}

interface Differences {
  readonly before: { readonly consumer: string };
  readonly after: { readonly consumer: string };
  readonly guests: readonly {
    readonly path: string;
    readonly name: string | null;
    readonly change: string;
    readonly before: { readonly outcome: string; readonly reason: string | null };
    readonly after: { readonly outcome: string; readonly reason: string | null };
  }[];
  readonly summary: object;
}

describe('explain, on files with libvirt domains,', function () {
  // Some tests start the program a dozen times.
  this.timeout(120_000);
  const files = bench();
  const { write } = files;

  beforeEach(() => {
    writeMachine(files);
    write('g/a-plain.xml', makeDomain('plain', EFI));
    write('g/b-secure.xml', makeDomain('secure', EFI, requireFeature('secure-boot')));
    write('g/c-bios.xml', makeDomain('bios', ''));
    write('g/network.xml', '<network/>');
    write('g/notes.txt', 'notes');
    mkdirSync(path.join(files.folder, 'g/folder.xml'));
  });

  function explain(args: readonly string[], input?: string, consumer = 'libvirt@12.8') {
    return files.run(['explain', '--root', 'r', '--consumer', consumer, ...args], input);
  }

  describe('of a folder', () => {
    it('answers for each guest, sorted by file', () => {
      const { status, out, err } = explain(['--domain', 'g']);
      assert.deepEqual(
        out.split('\n').filter((line) => /^g\/|^libvirt 12/.test(line)),
        [
          'g/a-plain.xml:',
          `libvirt 12.8 selects ${SHARE}/50-secure.json.`,
          'g/b-secure.xml:',
          `libvirt 12.8 selects ${SHARE}/50-secure.json.`,
          'g/c-bios.xml:',
          'libvirt 12.8 needs no descriptor for this guest.',
        ],
      );
      assert.deepEqual([status, err], [0, '']);
    });

    it('gives the same as JSON', () => {
      const { guests } = JSON.parse(explain(['--domain', 'g', '--format', 'json']).out) as Guests;
      assert.deepEqual(
        guests.map(({ path: file, name, outcome, picked }) => [file, name, outcome, picked]),
        [
          ['g/a-plain.xml', 'plain', 'starts', `${SHARE}/50-secure.json`],
          ['g/b-secure.xml', 'secure', 'starts', `${SHARE}/50-secure.json`],
          ['g/c-bios.xml', 'bios', 'own', null],
        ],
      );
    });

    it('has status 1 for a guest without firmware, and 2 for a file that cannot be read', () => {
      write('g/d-keys.xml', makeDomain('keys', EFI, requireFeature('enrolled-keys')));
      assert.equal(explain(['--domain', 'g']).status, 1);
      write('g/broken.xml', '<domain>\n<os>');
      write('g/latin1.xml', Buffer.from('<domain>\xe9</domain>', 'latin1'));
      write('g/deep.xml', `<domain>${'<a>'.repeat(50_000)}`);
      write('g/laughs.xml', `<domain><!DOCTYPE domain [<!ENTITY a "ha">]><name>&a;</name></domain>`);
      const { status, out, err } = explain(['--domain', 'g']);
      assert.equal(status, 2);
      assert.equal(out.match(/^g\//gm)?.length, 4);
      assert.deepEqual(
        err.split('\n').map((line) => /g\/(\w+)\.xml/.exec(line)?.[1]),
        ['broken', 'deep', 'latin1', 'laughs', undefined],
      );
      assert.doesNotMatch(err, /internal|\n\s+at /);
    });

    it('reports a missing domain and a missing folder', () => {
      write('empty/network.xml', '<network/>');
      const { status, err } = explain(['--domain', 'empty']);
      assert.deepEqual([status, err], [2, 'qemu-firmware: empty: no libvirt domains in this folder\n']);
      assert.equal(explain(['--domain', 'missing']).status, 2);
    });

    it('follows no link out of the root', () => {
      write('outside/plain.xml', makeDomain('plain', EFI));
      write('r/g/bios.xml', makeDomain('bios', ''));
      symlinkSync(path.join(files.folder, 'outside/plain.xml'), path.join(files.folder, 'r/g/link.xml'));
      const { guests } = JSON.parse(explain(['--domain', 'r/g', '--format', 'json']).out) as Guests;
      assert.deepEqual(
        guests.map(({ name }) => name),
        ['bios'],
      );
      assert.equal(explain(['--domain', 'r/g/link.xml']).status, 2);
    });
  });

  it('reads standard input, and all guests of a list', () => {
    const one = explain(['--domain', '-'], makeDomain('plain', EFI));
    assert.match(one.out, /^libvirt 12\.8 selects /);
    const list = `<domains>${makeDomain('one', EFI)}${makeDomain('two', '')}</domains>`;
    assert.deepEqual(explain(['--domain', '-'], list).out.match(/^-: .*/gm), ['-: one:', '-: two:']);
  });

  describe('--diff', () => {
    /** Firmware that libvirt up to 11.3 does not select. */
    const COMBINED = makeDescriptor('COMBINED.fd', undefined, []);

    function diff(args: readonly string[], from = 'libvirt@11.3', to = 'libvirt@12.8') {
      return explain(['--diff', from, ...args], undefined, to);
    }

    it('says nothing changes if nothing does', () => {
      const { status, out, err } = diff(['--domain', 'g']);
      assert.equal(
        out,
        [
          'g/a-plain.xml: unchanged',
          'g/b-secure.xml: unchanged',
          'g/c-bios.xml: unchanged',
          '',
          '3 guests, libvirt 11.3 -> libvirt 12.8: 3 unchanged',
          '',
        ].join('\n'),
      );
      assert.deepEqual([status, err], [0, '']);
    });

    it('says which guests get other firmware, and has status 1', () => {
      write(`r${SHARE}/40-combined.json`, COMBINED);
      const { status, out } = diff(['--domain', 'g']);
      const [first, ...rest] = out.split('\n');
      const images = '/usr/share/OVMF';
      assert.equal(
        first,
        `g/a-plain.xml: other firmware: loader ${images}/CODE.secboot.fd -> ${images}/COMBINED.fd, nvram template ${images}/VARS.fd -> none`,
      );
      assert.deepEqual(rest.slice(0, 2), ['g/b-secure.xml: unchanged', 'g/c-bios.xml: unchanged']);
      assert.equal(rest[3], '3 guests, libvirt 11.3 -> libvirt 12.8: 2 unchanged, 1 with other firmware');
      assert.equal(status, 1);
    });

    it('says which guests start now and which no longer do', () => {
      for (const name of ['50-secure', '60-plain']) write(`r${SHARE}/${name}.json`, COMBINED);
      const up = diff(['--domain', 'g']);
      assert.match(up.out, /^g\/a-plain\.xml: now starts: \/usr\/share\/OVMF\/COMBINED\.fd$/m);
      assert.match(up.out, /^g\/b-secure\.xml: unchanged, does not start: libvirt 12\.8 rejects this guest/m);
      assert.match(up.out, /^3 guests, .*: 2 unchanged, 1 now starts$/m);
      assert.equal(up.status, 0);
      const down = diff(['--domain', 'g/a-plain.xml'], 'libvirt@12.8', 'libvirt@11.3');
      assert.match(down.out, /^g\/a-plain\.xml: no longer starts: libvirt 11\.3 rejects this guest/);
      assert.match(down.out, /^1 guest, libvirt 12\.8 -> libvirt 11\.3: 1 no longer starts$/m);
      assert.equal(down.status, 1);
      const german = files.run(
        ['explain', '--root', 'r', '--consumer', 'libvirt@12.8', '--diff', 'libvirt@11.3', '--domain', 'g'],
        '',
        { LC_ALL: 'de' },
      );
      assert.ok(german.out.includes(inGerman('now starts: {0}', '/usr/share/OVMF/COMBINED.fd')));
    });

    it('gives the same as JSON', () => {
      write(`r${SHARE}/40-combined.json`, COMBINED);
      write('g/d-keys.xml', makeDomain('keys', EFI, requireFeature('enrolled-keys')));
      const { out, status } = diff(['--domain', 'g', '--format', 'json']);
      const { before, after, guests, summary } = JSON.parse(out) as Differences;
      assert.deepEqual([before.consumer, after.consumer], ['libvirt@11.3', 'libvirt@12.8']);
      assert.deepEqual(
        guests.map((guest) => [
          guest.path,
          guest.name,
          guest.change,
          guest.before.outcome,
          guest.after.outcome,
        ]),
        [
          ['g/a-plain.xml', 'plain', 'other-firmware', 'starts', 'starts'],
          ['g/b-secure.xml', 'secure', 'unchanged', 'starts', 'starts'],
          ['g/c-bios.xml', 'bios', 'unchanged', 'own', 'own'],
          ['g/d-keys.xml', 'keys', 'unchanged', 'none', 'none'],
        ],
      );
      assert.match(guests[3]?.after.reason ?? '', /libvirt 12\.8 rejects this guest/);
      assert.deepEqual(summary, { guests: 4, unchanged: 3, otherFirmware: 1, noLongerStart: 0, nowStart: 0 });
      assert.equal(status, 1);
    });

    it('has status 2 for a file that cannot be read, and compares the others', () => {
      write('g/0-broken.xml', '<domain>');
      const { status, out, err } = diff(['--domain', 'g']);
      assert.equal(status, 2);
      assert.match(out, /^3 guests, /m);
      assert.match(err, /^qemu-firmware: g\/0-broken\.xml:1:9: /);
      assert.equal(diff(['--domain', 'g/0-broken.xml']).status, 2);
    });

    it('accepts auto for the installed release, and refuses mistakes', () => {
      write('r/usr/lib64/libvirt.so.0.11003.0', '');
      const { out } = diff(['--domain', 'g'], 'auto');
      assert.match(out, /^3 guests, libvirt 11\.3 -> libvirt 12\.8: 3 unchanged$/m);
      assert.match(diff([]).err, /^qemu-firmware: --diff requires --domain/);
      assert.match(
        diff(['--domain', 'g'], 'libvirt@11').err,
        /^qemu-firmware: --diff: unknown consumer “libvirt@11”/,
      );
      assert.match(diff(['--domain', 'g', '--arch', 'x86_64']).err, /--domain cannot be used with --arch/);
    });
  });

  describe('docs/upgrade.md', () => {
    const COMMANDS = [...readFileSync('docs/upgrade.md', 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(
      ([, text = '']) => text,
    );

    /** Runs commands on a host with two guests. */
    function shell(command: string): { status: number | null; out: string; err: string } {
      write('host/build.xml', makeDomain('build', EFI));
      write('host/my mail.xml', makeDomain('my mail', ''));
      write(
        '.bin/virsh',
        '#!/bin/sh\nif [ "$1" = list ]; then printf "build\\nmy mail\\n\\n"; else cat "host/$4.xml"; fi\n',
      );
      chmodSync(path.join(files.folder, '.bin/virsh'), 0o755);
      rmSync(path.join(files.folder, '.bin/qemu-firmware'), { force: true });
      symlinkSync(CLI, path.join(files.folder, '.bin/qemu-firmware'));
      const env = environment({ PATH: `${path.join(files.folder, '.bin')}:${process.env.PATH ?? ''}` });
      const { status, stdout, stderr } = spawnSync('sh', ['-eu', '-c', command], { cwd: files.folder, env });
      return { status, out: stdout.toString(), err: stderr.toString() };
    }

    it('has commands that work', () => {
      const used = COMMANDS.filter((command) => !command.includes('dpkg-deb'));
      assert.deepEqual([used.length, COMMANDS.length], [5, 6]);
      const [save = '', compare = '', ...others] = used;
      // The machine of the tests has other descriptors, or none.
      const { status, out, err } = shell(`${save}\n${compare.replace('--domain', '--root r --domain')}`);
      assert.deepEqual([status, err], [0, '']);
      assert.match(out, /^guests\/build\.xml: unchanged\nguests\/my mail\.xml: unchanged\n\n2 guests, /);
      for (const command of others) {
        const found = shell(command.replace('--consumer', '--no-images --root r --consumer'));
        assert.deepEqual([found.status, found.err], [0, ''], command);
      }
    });
  });
});
