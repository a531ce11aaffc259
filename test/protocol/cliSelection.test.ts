import assert from 'node:assert/strict';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { bench } from '../support/commandLine';
import { variableVolume } from '../unit/support/firmwareBytes';
import { firmware } from '../unit/support/imageFiles';

const SHARE = '/usr/share/qemu/firmware';
const ETC = '/etc/qemu/firmware';
/** UEFI for x86_64, with Secure Boot, SMM and keys, and without any of them. */
/** More features than --firmware-features accepts. */
const MANY = Array.from({ length: 101 }, (_, at) => `f${at}`).join(',');
const SECURE = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');
const PLAIN = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');

interface Explained {
  readonly version: number;
  readonly consumer: string;
  readonly verified: boolean;
  readonly outcome: string;
  readonly picked: string | null;
  readonly os: object;
  readonly problems: readonly { code: string; severity: string; message: string; element?: string }[];
  readonly candidates: readonly { path: string; verdict: string; code: string; message: string }[];
  readonly nearest?: {
    readonly path: string;
    readonly changes: readonly { code: string; guest: string | null; descriptor: string | null }[];
  };
}

interface Listing {
  readonly consumer: string;
  readonly folders: readonly string[];
  readonly files: readonly {
    path: string;
    verdict: string;
    because: string[];
    over: string[];
    by?: string;
  }[];
}

describe('The command line, on the selection of firmware,', function () {
  // Some tests start the program a dozen times.
  this.timeout(120_000);
  const machine = bench();
  const explain = (...args: readonly string[]) => machine.run(['explain', '--root', 'r', ...args]);
  const list = (...args: readonly string[]) => machine.run(['list', '--root', 'r', ...args]);

  beforeEach(() => {
    machine.write(`r${SHARE}/50-secure.json`, SECURE);
    machine.write(`r${SHARE}/60-plain.json`, PLAIN);
    machine.write(`r${ETC}/.keep`, '');
    // The libvirt of that machine.
    machine.write('r/usr/lib64/libvirt.so.0.11003.0', '');
    for (const name of ['CODE_4M.ms', 'VARS_4M.ms', 'CODE_4M', 'VARS_4M'])
      machine.write(
        `r/usr/share/OVMF/OVMF_${name}.fd`,
        name.startsWith('CODE') ? firmware() : variableVolume([]),
      );
  });

  function explained(...args: readonly string[]): Explained {
    const { out } = explain('--format', 'json', ...args);
    return JSON.parse(out) as Explained;
  }

  function picked(...args: readonly string[]): string | null {
    return explained(...args).picked;
  }

  describe('explain', () => {
    const X86 = ['--arch', 'x86_64', '--machine', 'q35'];

    it('shows which descriptor a guest gets, and why it does not get the others', () => {
      assert.deepEqual(explained(...X86, '--secure-boot', 'no'), {
        version: 1,
        consumer: 'libvirt@11.3',
        installed: '11.3',
        verified: true,
        outcome: 'starts',
        picked: `${SHARE}/60-plain.json`,
        os: {
          firmware: 'efi',
          loader: { path: '/usr/share/OVMF/OVMF_CODE_4M.fd', type: 'pflash', format: 'raw', readonly: true },
          nvram: { format: 'raw', template: '/usr/share/OVMF/OVMF_VARS_4M.fd', templateFormat: 'raw' },
          features: [
            { name: 'enrolled-keys', enabled: false },
            { name: 'secure-boot', enabled: false },
          ],
        },
        problems: [],
        candidates: [
          {
            path: `${SHARE}/50-secure.json`,
            verdict: 'refused',
            code: 'secure-boot',
            message: 'The guest excludes “secure-boot”, but this firmware offers it.',
          },
          {
            path: `${SHARE}/60-plain.json`,
            verdict: 'picked',
            code: 'fits',
            message: 'First match.',
          },
        ],
      });
      assert.equal(explain(...X86).status, 0);
    });

    it('never reports success for a guest that is rejected after the selection', () => {
      const domain = `<domain><os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type></os></domain>`;
      machine.write('guest.xml', domain);
      const found = explained('--domain', 'guest.xml', '--no-images');
      assert.deepEqual([found.outcome, found.picked], ['refused', `${SHARE}/50-secure.json`]);
      assert.deepEqual(
        found.problems.map(({ code, severity, element }) => [code, severity, element]),
        [['uefi-without-acpi', 'error', 'features']],
      );
      const { status, out } = explain('--domain', 'guest.xml');
      assert.equal(status, 1);
      assert.match(
        out,
        /^The guest is rejected: libvirt 11\.3 selects \S+50-secure\.json but does not start the guest\.$/m,
      );
      assert.match(out, /^error: features: .*UEFI requires ACPI.*<acpi\/>.* \[uefi-without-acpi\]$/m);
    });

    it('finds a guest rejected whose firmware libvirt does not know', () => {
      const type = "<type arch='x86_64' machine='q35'>hvm</type>";
      machine.write('guest.xml', `<domain><os firmware='uefi'>${type}</os></domain>`);
      const { status, out } = explain('--domain', 'guest.xml');
      assert.equal(status, 1);
      assert.match(
        out,
        /^error: os\/@firmware: libvirt 11\.3 rejects this guest: “XML error: unknown firmware value uefi”\. Use efi or bios\. \[value-unknown\]$/m,
      );
      // What a template fills in cannot be read.
      machine.write('guest.xml', `<domain><os firmware='{{ firmware }}'>${type}</os></domain>`);
      assert.equal(explain('--domain', 'guest.xml').status, 2);
    });

    it('reports that a guest with images of its own needs no descriptor', () => {
      const loader = "<loader readonly='yes' type='pflash'>/opt/CODE.fd</loader><nvram>/opt/VARS.fd</nvram>";
      const type = "<type arch='x86_64' machine='q35'>hvm</type>";
      machine.write('r/opt/CODE.fd', firmware());
      machine.write('r/opt/VARS.fd', variableVolume([]));
      machine.write('own.xml', `<domain><os>${type}${loader}</os><features><acpi/></features></domain>`);
      const found = explained('--domain', 'own.xml');
      assert.deepEqual([found.outcome, found.picked, found.nearest], ['own', null, undefined]);
      assert.deepEqual(found.os, {
        loader: { path: '/opt/CODE.fd', type: 'pflash', format: 'raw', readonly: true },
        nvram: { path: '/opt/VARS.fd', format: 'raw' },
      });
      const { status, out } = explain('--domain', 'own.xml');
      assert.equal(status, 0);
      assert.match(out, /^libvirt 11\.3 needs no descriptor for this guest\.$/m);
      assert.match(out, /^Resulting firmware: loader \/opt\/CODE\.fd, loader type pflash/m);
    });

    it('reads the images unless told otherwise', () => {
      const wishes = [...X86, '--secure-boot', 'no'];
      assert.equal(explain(...wishes).status, 0);
      rmSync(path.join(machine.folder, 'r/usr/share/OVMF/OVMF_VARS_4M.fd'));
      const { status, out } = explain(...wishes);
      assert.equal(status, 1);
      assert.match(
        out,
        /^error: os\/nvram\/@template: Image not found: \/usr\/share\/OVMF\/OVMF_VARS_4M\.fd\..* \[image-missing\]$/m,
      );
      assert.equal(explain(...wishes, '--no-images').status, 0);
    });

    it('follows links as libvirt 12 does', () => {
      symlinkSync('OVMF_CODE_4M.fd', path.join(machine.folder, 'r/usr/share/OVMF/link.fd'));
      const named = [...X86, '--secure-boot=no', '--loader', '/usr/share//OVMF/link.fd'];
      assert.equal(picked(...named, '--consumer', 'libvirt@12.8'), `${SHARE}/60-plain.json`);
      assert.equal(picked(...named, '--consumer', 'libvirt@11.3'), null);
    });

    it('describes the guest, because options leave much of it open', () => {
      const { out } = explain('--arch', 'x86_64', '--qemu-version', '9.2', '--secure-boot=no');
      assert.match(
        out,
        /^Guest requirements: architecture x86_64, machine pc-i440fx-9\.2, firmware uefi, secure-boot no\.$/m,
      );
    });

    it('reports once what prevents the consumer from selecting firmware', () => {
      symlinkSync('nowhere', path.join(machine.folder, `r${ETC}/80-gone.json`));
      const { status, out } = explain(...X86);
      assert.equal(status, 1);
      assert.equal(out.match(/cannot read/g)?.length, 1);
      assert.match(out, /^not checked +\S+50-secure\.json$/m);
    });

    it('accepts requirements with and without a value', () => {
      assert.equal(picked(...X86), `${SHARE}/50-secure.json`);
      assert.equal(picked(...X86, '--secure-boot'), `${SHARE}/50-secure.json`);
      assert.equal(picked('--secure-boot', ...X86), `${SHARE}/50-secure.json`);
      assert.equal(picked(...X86, '--secure-boot=no'), `${SHARE}/60-plain.json`);
      assert.equal(picked(...X86, '--smm', 'off'), `${SHARE}/60-plain.json`);
      assert.equal(picked(...X86, '--enrolled-keys', 'any', '--firmware', 'efi'), `${SHARE}/50-secure.json`);
      assert.equal(picked(...X86, '--firmware', 'bios'), null);
      assert.equal(picked('--arch', 'x86_64', '--machine', 'pc'), `${SHARE}/60-plain.json`);
    });

    it('reads a domain, from a file or from standard input', () => {
      const domain = `<domain><os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type></os></domain>`;
      machine.write('guest.xml', domain);
      assert.equal(picked('--domain', 'guest.xml'), `${SHARE}/50-secure.json`);
      const { out } = machine.run(['explain', '--root', 'r', '--domain', '-', '--format', 'json'], domain);
      assert.equal((JSON.parse(out) as Explained).picked, `${SHARE}/50-secure.json`);
    });

    it('shows the closest match, and the changes that it requires', () => {
      machine.write(`r${SHARE}/50-secure.json`, '');
      const { nearest } = explained(...X86, '--secure-boot');
      assert.equal(nearest?.path, `${SHARE}/60-plain.json`);
      assert.deepEqual(
        nearest.changes.map(({ code }) => code),
        ['secure-boot'],
      );
      const { status, out } = explain(...X86, '--secure-boot');
      assert.equal(status, 1);
      assert.match(
        out,
        /^Closest match: \S+60-plain\.json\.[^]*in the guest: .*<feature[^]*in the descriptor: /m,
      );
    });

    it('answers for other consumers', () => {
      assert.equal(picked(...X86, '--consumer', 'mkosi@27'), null);
      assert.equal(picked('--arch', 'x86_64', '--consumer', 'vmspawn@257'), `${SHARE}/60-plain.json`);
      assert.equal(picked(...X86, '--consumer', 'libvirt@12.9'), `${SHARE}/50-secure.json`);
      assert.equal(explained(...X86, '--consumer', 'libvirt@12.9').verified, true);
      assert.doesNotMatch(explain(...X86).out, /modelled from its source code/);
    });

    it('names packages if no firmware supports the guest’s architecture', () => {
      assert.match(
        explain('--arch', 'riscv64').out,
        /UEFI firmware for riscv64: .*qemu-efi-riscv64 \(Debian/,
      );
      assert.doesNotMatch(explain('--arch', 'x86_64', '--machine', 'microvm').out, /these packages/);
      assert.doesNotMatch(explain('--arch', 'riscv64', '--firmware', 'bios').out, /these packages/);
    });

    it('answers for systemd-vmspawn by its options', () => {
      const vmspawn = ['--arch', 'x86_64', '--consumer', 'vmspawn@262'];
      const inMemory = {
        ...(JSON.parse(PLAIN) as object),
        mapping: { device: 'memory', filename: '/tdx.fd' },
        features: ['intel-tdx', 'secure-boot', 'enrolled-keys'],
      };
      machine.write('r/tdx.fd', firmware());
      machine.write('r/usr/local/share/qemu/firmware/70-tdx.json', JSON.stringify(inMemory));
      const forSnp = { ...inMemory, features: ['amd-sev-snp'] };
      machine.write('r/usr/local/share/qemu/firmware/65-snp.json', JSON.stringify(forSnp));
      assert.equal(picked(...vmspawn), `${SHARE}/60-plain.json`);
      const withKeys = ['--firmware-features', 'enrolled-keys'];
      assert.equal(picked(...vmspawn, ...withKeys), `${SHARE}/50-secure.json`);
      const found = explain(...vmspawn, '--coco', 'tdx');
      assert.equal(found.status, 1);
      assert.match(
        found.out,
        /machine pc-q35-[^]*^Closest match: \S+70-tdx\.json\.[^]*with --secure-boot=yes/m,
      );
      const opted = '/usr/local/share/qemu/firmware/70-tdx.json';
      assert.equal(picked(...vmspawn, '--coco', 'tdx', '--secure-boot'), opted);
      assert.equal(picked(...vmspawn, '--coco=tdx', '--firmware-features=enrolled-keys'), opted);
    });

    it('searches a user’s home on request', () => {
      machine.write('r/home/jane/.config/qemu/firmware/50-secure.json', PLAIN);
      const own = '/home/jane/.config/qemu/firmware/50-secure.json';
      assert.equal(picked(...X86, '--home', '/home/jane'), `${SHARE}/50-secure.json`);
      assert.equal(picked(...X86, '--home', '/home/jane', '--session'), own);
      assert.equal(picked(...X86, '--home', '/home/jane', '--consumer', 'vmspawn@257'), own);
    });

    it('reports unusable input in one line', () => {
      machine.write('guest.xml', '<domain>\n  <os></domain>');
      machine.write('latin.xml', new Uint8Array([0xe9]));
      symlinkSync('loop', path.join(machine.folder, 'loop'));
      const failing: readonly (readonly [args: readonly string[], line: RegExp])[] = [
        [['--domain', 'guest.xml'], /^qemu-firmware: guest\.xml:2:7: .*os$/],
        [['--domain', 'latin.xml'], /latin\.xml: not valid UTF-8$/],
        [['--domain', 'nowhere.xml'], /nowhere\.xml: no such file/],
        [['--domain', 'guest.xml', '--arch', 'arm'], /--domain cannot be used with --arch/],
        [['--consumer', 'vmspawn@1'], /vmspawn@1”.*libvirt@11\.3/],
        [['--firmware', 'coreboot'], /--firmware takes/],
        [['--smm=perhaps'], /--smm takes/],
        [['--confidential', 'trustzone'], /--confidential takes/],
        [['--coco', 'sev'], /--coco takes/],
        [['--coco', 'tdx', '--confidential', 'tdx'], /--confidential cannot be used with --coco/],
        [['--firmware-features', 'secure-boot'], /--firmware-features is only for systemd-vmspawn/],
        [['--consumer', 'vmspawn@262', '--firmware-features', 'a,,b'], /invalid feature name “”/],
        [['--consumer', 'vmspawn@262', '--firmware-features', '!a'], /invalid feature name “!a”/],
        [['--consumer', 'vmspawn@262', '--firmware-features', 'a,~a'], /“a” is both/],
        [['--consumer', 'vmspawn@262', '--firmware-features', MANY], /more than 100 features/],
        [['--loader-format', 'vmdk'], /--loader-format takes raw or qcow2/],
        [['--template-format', 'vmdk'], /--template-format takes raw or qcow2/],
        [['--qemu-version', 'ten'], /--qemu-version/],
        [['--root', 'nowhere'], /nowhere/],
        [['--root', 'loop'], /loop: symbolic link loop/],
        [['--machine='], /--machine is empty/],
        [['--session'], /--session .* requires --home/],
        [['--frobnicate'], /--frobnicate/],
        [['guest.xml'], /guest\.xml/],
      ];
      for (const [args, line] of failing) {
        const { status, out, err } = explain(...args);
        assert.deepEqual([status, out], [2, ''], args.join(' '));
        assert.match(err.trimEnd(), line);
        assert.equal(err.trimEnd().split('\n').length, 1);
      }
    });

    it('prints nothing that a terminal would interpret', () => {
      machine.write(`r${SHARE}/40-\u001b[2J.json`, PLAIN);
      assert.ok(!explain(...X86).out.includes('\u001b'));
      assert.ok(!list().out.includes('\u001b'));
      assert.match(list().out, /40-\\u001b/);
    });
  });

  describe('list', () => {
    it('shows the order, and which files override others', () => {
      machine.write(`r${ETC}/50-secure.json`, '');
      machine.write(`r${ETC}/60-plain.json`, SECURE);
      machine.write(`r${ETC}/70-broken.json`, PLAIN.slice(1));
      symlinkSync('/dev/null', path.join(machine.folder, `r${ETC}/80-null.json`));
      const { status, out } = list('--format', 'json');
      const { consumer, folders, files } = JSON.parse(out) as Listing;
      assert.deepEqual([status, consumer, folders], [0, 'libvirt@11.3', [SHARE, ETC]]);
      assert.deepEqual(
        files.map(({ path: file, verdict, by = '', over }) => [file, verdict, by, over.join()]),
        [
          [`${ETC}/50-secure.json`, 'masks', '', `${SHARE}/50-secure.json`],
          [`${SHARE}/50-secure.json`, 'masked', `${ETC}/50-secure.json`, ''],
          [`${ETC}/60-plain.json`, 'loads', '', `${SHARE}/60-plain.json`],
          [`${SHARE}/60-plain.json`, 'masked', `${ETC}/60-plain.json`, ''],
          [`${ETC}/70-broken.json`, 'skips', '', ''],
          [`${ETC}/80-null.json`, 'skips', '', ''],
        ],
      );
      const text = list().out.trimEnd().split('\n');
      assert.equal(text.length, files.length);
      assert.deepEqual(
        text.map((line) => line.split(/ {2,}/)[0]),
        ['masks others', 'masked', 'read', 'overridden', 'ignored', 'ignored'],
      );
      assert.match(text[0] ?? '', /^masks others +\/etc\/.*50-secure\.json +masks \/usr\/share/);
    });

    it('explains why a consumer rejects a file, in words and by code', () => {
      machine.write(`r${SHARE}/70-broken.json`, '{}');
      machine.write(`r${SHARE}/README`, '');
      symlinkSync('nowhere', path.join(machine.folder, `r${SHARE}/80-gone.json`));
      symlinkSync('/dev/null', path.join(machine.folder, `r${ETC}/90-null.json`));
      const { out } = list();
      assert.match(out, /^ignored .*70-broken\.json +missing “interface-types” \[missing-member\]$/m);
      assert.match(out, /^breaks the selection .*80-gone\.json +a broken symbolic link \[file-link\]$/m);
      assert.match(out, /^ignored .*90-null\.json +not a regular file \[file-link\]$/m);
      assert.match(out, /^masks nothing .*README$/m);
      assert.match(list('--consumer', 'vmspawn@257').out, /README +a name that systemd-vmspawn ignores/);
    });

    it('fails if a consumer would', () => {
      symlinkSync('nowhere', path.join(machine.folder, `r${ETC}/80-gone.json`));
      assert.equal(list().status, 1);
      assert.match(list().out, /^breaks the selection .*80-gone\.json/m);
      assert.equal(list('--consumer', 'vmspawn@257').status, 0);
    });

    it('is empty on a machine without descriptors', () => {
      machine.write('empty/etc/passwd', '');
      const { status, out, err } = machine.run(['list', '--root', 'empty']);
      assert.deepEqual([status, out], [0, '']);
      assert.match(err, /no descriptor/);
      assert.equal(machine.run(['explain', '--root', 'empty']).status, 1);
    });
  });

  it('describes its usage', () => {
    for (const command of ['list', 'explain']) {
      const { status, out } = machine.run([command, '-h']);
      assert.equal(status, 0);
      assert.match(out, new RegExp(`^Usage: qemu-firmware ${command}`));
      assert.match(machine.run(['--help']).out, new RegExp(`^  ${command} `, 'm'));
    }
  });
});
