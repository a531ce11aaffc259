import assert from 'node:assert/strict';
import { cpSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bench, SOUND } from '../support/commandLine';
import { needCorpus } from '../support/corpus';
import {
  EFI,
  makeDescriptor,
  makeDomain,
  requireFeature,
  SHARE,
  writeMachine,
} from '../support/domainMachine';
import { validateSarif } from '../support/sarif';

const PLAIN = makeDomain('plain', EFI);
/** A descriptor with a warning. */
const WARNING = makeDescriptor('CODE.fd', 'VARS.fd', ['verbose-dyanmic']);
/** No firmware of the machine has the keys. */
const KEYS = makeDomain('keys', EFI, requireFeature('enrolled-keys'));
/** libvirt 9.0 ignores the attribute, whose value it implies, so removing it is safe. */
const NEWER = makeDomain(
  'newer',
  '',
  `<loader readonly='yes' type='pflash' format='raw'>/usr/share/OVMF/CODE.fd</loader>`,
);

interface Finding {
  readonly code: string;
  readonly fixes: readonly string[];
  readonly related: readonly { readonly message: string; readonly path?: string }[];
}

describe('lint, on libvirt domains,', function () {
  // Some tests start the program a dozen times.
  this.timeout(120_000);
  const files = bench();
  const { run, write } = files;

  beforeEach(() => {
    writeMachine(files);
  });

  function lint(args: readonly string[], input?: string | Uint8Array, consumer = 'libvirt@12.8') {
    return run(['lint', '--root', 'r', '--consumer', consumer, ...args], input);
  }

  function report(
    ...args: readonly string[]
  ): readonly { path: string; diagnostics: Finding[]; consumers: object }[] {
    const { out } = lint(['--format', 'json', ...args]);
    return (JSON.parse(out) as { files: { path: string; diagnostics: Finding[]; consumers: object }[] })
      .files;
  }

  it('checks those of a folder beside the descriptors, by their content', () => {
    write('d/plain.xml', PLAIN);
    write('d/sub/keys.XML', KEYS);
    write('d/network.xml', '<network><name>n</name></network>');
    write('d/notes.txt', KEYS);
    write('d/x.json', WARNING);
    const { status, out, err } = lint(['--no-images', 'd']);
    assert.deepEqual(
      out.split('\n').map((line) => /^(\S+?):.*\[([\w-]+)\]$/.exec(line)?.slice(1)),
      [['d/sub/keys.XML', 'guest-no-firmware'], ['d/x.json', 'unknown-value'], undefined],
    );
    assert.match(out, /^d\/sub\/keys\.XML:6:24: error: No firmware matches this guest\./m);
    assert.match(err, /^qemu-firmware: 1 error, 1 warning in 2 of 3 files$/m);
    assert.equal(status, 1);
    const nothing = lint([path.dirname(write('empty/network.xml', '<network/>'))]);
    assert.deepEqual(
      nothing.err,
      'qemu-firmware: empty: no firmware descriptors or libvirt domains in this folder\n',
    );
    assert.equal(nothing.status, 0);
  });

  it('reads standard input, with and without a name', () => {
    const { status, out } = lint(['--stdin-filename', 'g.xml', '-'], KEYS);
    assert.match(out, /^g\.xml:6:24: error: .* \[guest-no-firmware\]$/m);
    assert.equal(status, 1);
    assert.match(lint(['-'], KEYS).out, /^-:6:24: error: /);
    assert.equal(lint(['-'], PLAIN).out, '');
    assert.match(
      lint(['--stdin-filename', 'g.xml', '-'], '').out,
      /^g\.xml:1:1: error: Not a libvirt domain/,
    );
  });

  it('reports a named XML file that is not a domain', () => {
    const { status, out } = lint([write('n.xml', '<!-- a network -->\n<network/>')]);
    assert.equal(out, 'n.xml:2:1: error: Not a libvirt domain: the root element is <network>. [guest-xml]\n');
    assert.equal(status, 1);
    assert.deepEqual(lint(['--no-images', write('d.xml', makeDescriptor('CODE.fd', 'VARS.fd', []))]), {
      status: 0,
      out: '',
      err: '',
    });
  });

  it('says why it checks nothing in a file that is named', () => {
    const cases: readonly (readonly [text: string | Uint8Array, status: number, line: RegExp])[] = [
      [PLAIN.replace('<domain', '<domain xmlns="urn:x"'), 1, /^n\.xml:1:1: error: .*<domain> is in “urn:x”/],
      ['<domains/>', 0, /^qemu-firmware: n\.xml:1:1: <domains> contains no <domain>\.$/],
      ['<domain/>', 0, /^qemu-firmware: n\.xml:1:1: <domain> has no <os> element\.$/],
      [makeDomain('t', ' {{ os }}'), 0, /^qemu-firmware: n\.xml:\d+:\d+: .* filled in by a template\./],
      [
        '<domain>{% if a %}<os {{ b }}/></domain>',
        0,
        /^qemu-firmware: n\.xml:1:\d+: .* filled in by a template\./,
      ],
      [Buffer.from(`\uFEFF${PLAIN}`, 'utf16le'), 2, /^qemu-firmware: n\.xml: not valid UTF-8$/],
    ];
    for (const [text, expected, line] of cases) {
      const { status, out, err } = lint([write('n.xml', text)]);
      assert.match(out === '' ? err.trimEnd() : out, line);
      assert.equal(status, expected);
      assert.deepEqual(lint(['--stdin-filename', 'n.xml', '-'], text).status, expected);
    }
    // Another program may use the same names in a folder.
    write('d/plain.xml', PLAIN);
    write('d/n.xml', PLAIN.replace('<domain', '<domain xmlns="urn:x"'));
    write('d/m.xml', '<domain log-root="x"><servers/></domain>');
    assert.deepEqual(lint(['--no-images', 'd']), { status: 0, out: '', err: '' });
  });

  it('takes a file where programs expect descriptors for one', () => {
    write(`r${SHARE}/70-guest.json`, PLAIN);
    assert.match(lint([`r${SHARE}`]).out, /70-guest\.json:1:1: error: .*\[json-foreign-format\]/);
  });

  it('follows configuration files and options', () => {
    write('d/a/keys.xml', KEYS);
    write('d/b/keys.xml', KEYS);
    write('d/c/keys.xml', KEYS);
    write(
      'd/.qemu-firmware.json',
      JSON.stringify({
        exclude: ['a'],
        overrides: [{ files: ['b/**'], rules: { 'guest-no-firmware': 'hint' } }],
      }),
    );
    const { out } = lint(['d']);
    assert.match(out, /^d\/b\/keys\.xml:6:24: hint: [^\n]+\nd\/c\/keys\.xml:6:24: error: [^\n]+\n$/);
    assert.match(lint(['d/a/keys.xml']).err, /^qemu-firmware: d\/a\/keys\.xml: excluded$/m);
    write('d/.qemu-firmware.json', JSON.stringify({ rules: { 'guest-no-firmware': 'off' } }));
    assert.deepEqual(lint(['d']), { status: 0, out: '', err: '' });
    assert.equal(lint(['--no-config', 'd']).status, 1);
    assert.match(run(['lint', '--root', 'r', write('k.xml', KEYS)]).err, /libvirt is not installed here/);
  });

  it('reads the descriptors of --search', () => {
    write('r/opt/firmware/keys.json', SOUND);
    const keys = write('keys.xml', KEYS);
    assert.equal(lint(['--no-images', keys]).status, 1);
    assert.deepEqual(lint(['--no-images', '--search', '/opt/firmware', keys]), {
      status: 0,
      out: '',
      err: '',
    });
  });

  it('lists fixes and related descriptors in JSON', () => {
    write('keys.xml', KEYS);
    const [found] = report('keys.xml');
    const closest = path.join(files.folder, `r${SHARE}/60-plain.json`);
    assert.deepEqual(found?.consumers, {});
    const [first] = found.diagnostics;
    assert.deepEqual(
      [first?.code, (first?.fixes.length ?? 0) > 0, first?.related[0]],
      ['guest-no-firmware', true, { message: 'The closest match', path: closest }],
    );
  });

  it('is valid as SARIF, with physical locations of descriptors, and as commands for GitHub', () => {
    write('d/keys.xml', KEYS);
    write('d/x.json', WARNING);
    const log = JSON.parse(lint(['--format', 'sarif', '--no-images', 'd']).out) as {
      runs: [
        {
          tool: { driver: { rules: { id: string }[] } };
          results: {
            ruleId: string;
            ruleIndex: number;
            fixes?: { artifactChanges: [{ artifactLocation: object; replacements: object[] }] }[];
            relatedLocations?: readonly ({ physicalLocation: object } | undefined)[];
          }[];
        },
      ];
    };
    assert.ok(validateSarif(log), JSON.stringify(validateSarif.errors, null, 2));
    const [{ tool, results }] = log.runs;
    assert.deepEqual(
      results.map(({ ruleId, ruleIndex }) => [ruleId, tool.driver.rules[ruleIndex]?.id]),
      [
        ['guest-no-firmware', 'guest-no-firmware'],
        ['unknown-value', 'unknown-value'],
      ],
    );
    assert.deepEqual(results[0]?.relatedLocations?.[0]?.physicalLocation, {
      artifactLocation: { uri: `r${SHARE}/60-plain.json`, uriBaseId: '%SRCROOT%' },
    });
    const location = { uri: 'd/keys.xml', uriBaseId: '%SRCROOT%' };
    assert.deepEqual(results[0].fixes?.[0]?.artifactChanges[0].artifactLocation, location);
    const { out } = lint(['--format', 'github', 'd/keys.xml']);
    assert.match(
      out,
      /^::error file=d\/keys\.xml,line=6,endLine=6,col=24,endColumn=37,title=guest-no-firmware::/,
    );
  });

  it('shows the line of a finding', () => {
    const { out } = lint(['--format', 'full', write('keys.xml', KEYS)]);
    assert.match(
      out,
      /\n 6 \| {5}<firmware><feature enabled='yes' name='enrolled-keys'\/><\/firmware>\n {3}\| {24}\^{13}\n/,
    );
  });

  describe('--fix', () => {
    const fixed = NEWER.replace(` format='raw'`, '');

    it('applies safe fixes only', () => {
      write('d/newer.xml', NEWER);
      write('d/keys.xml', KEYS);
      const { err } = lint(['--fix', '--no-images', 'd'], '', 'libvirt@9.0');
      assert.equal(files.read('d/newer.xml'), fixed);
      assert.equal(files.read('d/keys.xml'), KEYS);
      assert.match(err, /^qemu-firmware: d\/newer\.xml: fixed 1 finding \(guest-needs-newer\)$/m);
    });

    it('prints the fixed text of standard input, and a diff', () => {
      const args = ['--fix', '--no-images', '--stdin-filename', 'g.xml'];
      assert.equal(lint([...args, '-'], NEWER, 'libvirt@9.0').out, fixed);
      assert.equal(lint([...args, '-'], KEYS, 'libvirt@9.0').out, KEYS);
      const { out, err } = lint([...args, '--dry-run', '-'], NEWER, 'libvirt@9.0');
      assert.match(out, /^-.*format='raw'>.*\n\+.*type='pflash'>/m);
      assert.match(err, /g\.xml: would have fixed 1 finding \(guest-needs-newer\)/);
    });

    it('leaves alone what is turned off', () => {
      write('.qemu-firmware.json', JSON.stringify({ rules: { 'guest-needs-newer': 'off' } }));
      lint(['--fix', '--no-images', write('newer.xml', NEWER)], '', 'libvirt@9.0');
      assert.equal(files.read('newer.xml'), NEWER);
    });

    it('checks domains with the descriptors that it has fixed', () => {
      const secure = files.read(`r${SHARE}/50-secure.json`);
      write(`r${SHARE}/50-secure.json`, secure.replace('"secure-boot"', '"secure_boot"'));
      write('z.xml', makeDomain('secure', EFI, requireFeature('secure-boot')));
      assert.match(lint(['--no-images', 'z.xml']).out, /guest-no-firmware/);
      const { out } = lint(['--fix', '--no-images', 'z.xml', `r${SHARE}`, 'z.xml']);
      assert.equal(out.match(/guest-no-firmware/g)?.length, 1);
    });
  });

  describe('with hostile files', () => {
    /** Files that are reported, each with its message. */
    const BROKEN: Readonly<Record<string, readonly [content: string | Uint8Array, message: RegExp]>> = {
      'deep.xml': [
        `<domain>${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}</domain>`,
        /warning: The elements are nested more than 100 levels deep\. This file was not checked\./,
      ],
      'open.xml': [`<domain>${'<!--'.repeat(100_000)}`, /error: Invalid XML/],
      'parts.xml': [
        `<domain>${'<a/>'.repeat(110_000)}</domain>`,
        /warning: The text has more than 100,000 elements/,
      ],
      'control.xml': [`<domain><name>\u0001\u001b[2J</name><os/></domain>`, /error: Invalid XML/],
      'entity.xml': [`<domain><name>&lol;</name><os/></domain>`, /error: Invalid XML/],
      'type.xml': [
        `<!DOCTYPE domain>\n<domain><os/></domain>`,
        /warning: A <!DOCTYPE> declaration, which may define entities, is not read\./,
      ],
      'half.xml': [KEYS.slice(0, 200), /error: Invalid XML/],
      'utf8.xml': [Buffer.from([...Buffer.from('<domain>'), 0xff, 0xc0, 0x80]), /not valid UTF-8/],
    };
    /** A thousand million characters, if entities were expanded. */
    const LAUGHS = `<!DOCTYPE domain [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(30_000)}"><!ENTITY c "${'&b;'.repeat(
      30_000,
    )}">]>\n<domain><name>&c;</name><os/></domain>`;

    it('reports each in a line and checks the others', () => {
      write('d/keys.xml', KEYS);
      for (const [name, [content]] of Object.entries(BROKEN)) write(`d/${name}`, content);
      write('d/huge.xml', `<domain><name>${'x'.repeat(1024 * 1024)}</name></domain>`);
      write('d/laughs.xml', LAUGHS);
      symlinkSync('nowhere', path.join(files.folder, 'd/broken.xml'));
      symlinkSync('/dev/zero', path.join(files.folder, 'd/zero.xml'));
      const { status, out, err } = lint(['d']);
      assert.equal(status, 2);
      assert.match(out, /^d\/keys\.xml:6:24: error: /m);
      for (const [name, [, message]] of Object.entries(BROKEN)) {
        const lines = `${out}${err}`.split('\n').filter((line) => line.includes(`d/${name}:`));
        assert.equal(lines.length, 1, name);
        assert.match(lines[0] ?? '', message);
      }
      for (const name of ['huge', 'laughs', 'broken', 'zero'])
        assert.ok(!`${out}${err}`.includes(`${name}.xml`), name);
      assert.doesNotMatch(`${out}${err}`, /internal|\n\s+at /);
    });

    it('refuses large and special files that are named', () => {
      const huge = write('huge.xml', `<domain><name>${'x'.repeat(1024 * 1024)}</name></domain>`);
      const { status, err } = lint([huge, write('laughs.xml', LAUGHS), write('keys.xml', KEYS), '/dev/zero']);
      assert.equal(status, 2);
      assert.match(err, /^qemu-firmware: huge\.xml: is too large \(over 1 MiB\)$/m);
      assert.match(
        lint(['laughs.xml']).out,
        /^laughs\.xml:1:1: warning: A <!DOCTYPE> declaration, which may define entities, is not read\./,
      );
      const input = lint(['--stdin-filename', 'g.xml', '-'], 'x'.repeat(2 ** 21));
      assert.match(input.err, /^qemu-firmware: g\.xml: is too large \(over 1 MiB\)$/m);
    });

    it('does not follow links out of the root', () => {
      write('outside/keys.xml', KEYS);
      write('r/guests/plain.xml', PLAIN);
      symlinkSync(path.join(files.folder, 'outside/keys.xml'), path.join(files.folder, 'r/guests/link.xml'));
      symlinkSync('../../outside', path.join(files.folder, 'r/guests/folder'));
      assert.deepEqual(lint(['--no-images', 'r/guests']), { status: 0, out: '', err: '' });
      assert.match(lint(['r/guests/link.xml']).err, /r\/guests\/link\.xml: no such file or folder/);
    });

    it('tries a bounded number of fixes', () => {
      const guests = KEYS.repeat(500);
      const all = write('all.xml', `<domains>\n${guests}</domains>\n`);
      const [found] = report('--no-images', all);
      const codes = found?.diagnostics.map(({ code }) => code) ?? [];
      assert.ok(codes.length > 50 && codes.length <= 52, `${codes.length} findings`);
      // There are more findings, and more domains.
      assert.equal(codes.filter((code) => code === 'too-many-findings').length, 2);
      assert.ok(found);
      assert.ok(found.diagnostics.filter(({ fixes }) => fixes.length > 0).length <= 20);
    });

    it('survives the recorded ones', function () {
      const folder = needCorpus(this, 'hostile');
      cpSync(folder, path.join(files.folder, 'h'), {
        recursive: true,
        filter: (source) => source === folder || source.endsWith('.xml'),
      });
      writeFileSync(path.join(files.folder, 'h/keys.xml'), KEYS);
      const { status, out, err } = lint(['h']);
      assert.ok(status === 1 || status === 2);
      assert.match(out, /^h\/keys\.xml:6:24: error: /m);
      assert.doesNotMatch(`${out}${err}`, /internal|\n\s+at /);
      if (existsSync(path.join(files.folder, 'h/laughs.xml')))
        assert.match(lint(['h/laughs.xml']).out, /warning: A <!DOCTYPE> declaration/);
    });
  });
});
