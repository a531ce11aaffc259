import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CLI, dropNote, environment, ERROR, SOUND, WARNING, writeBelow } from '../support/commandLine';

interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Report {
  readonly version: number;
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly {
      readonly code: string;
      readonly severity: string;
      readonly message: string;
      readonly range: object;
      readonly fixes: readonly string[];
      readonly related: readonly unknown[];
    }[];
    readonly consumers: object;
  }[];
  readonly summary: object;
}

describe('the command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function run(args: readonly string[], input: string | Uint8Array = ''): Result {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder,
      input,
      env: environment(),
    });
    return { status, out: stdout.toString(), err: stderr.toString() };
  }

  function write(name: string, content: string | Uint8Array): string {
    return writeBelow(folder, name, content);
  }

  function report(...args: readonly string[]): Report {
    return JSON.parse(run(['lint', '--format', 'json', ...args]).out) as Report;
  }

  describe('in general,', () => {
    it('has help for every command', () => {
      for (const args of [
        ...[['-h'], ['--help'], ['help'], ['lint', '-h'], ['lint', '--help', 'x'], ['qapi', '-h']],
        ...[
          ['help', 'lint'],
          ['help', 'help'],
          ['version', '-h'],
          ['completion', '--help'],
        ],
      ]) {
        const { status, out, err } = run(args);
        assert.deepEqual([status, err], [0, ''], args.join(' '));
        assert.match(out, /^Usage: qemu-firmware /);
      }
    });

    it('prints its version', () => {
      const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
      for (const args of [['--version'], ['-V'], ['version']])
        assert.deepEqual(run(args), { status: 0, out: `${version}\n`, err: '' });
    });

    it('points to the help of the misused command, and suggests a correction', () => {
      const cases: readonly (readonly [readonly string[], string])[] = [
        [['lnt'], 'unknown command “lnt”; did you mean “lint”? Try “qemu-firmware --help”.'],
        [['lint', '--fxi'], 'unknown option “--fxi”; did you mean “--fix”? Try “qemu-firmware lint --help”.'],
        [['list', '--format'], '--format needs a value. Try “qemu-firmware list --help”.'],
        [
          ['help', 'inspekt'],
          'unknown command “inspekt”; did you mean “inspect”? Try “qemu-firmware --help”.',
        ],
      ];
      for (const [args, line] of cases) assert.equal(run(args).err, `qemu-firmware: ${line}\n`);
    });

    const wrong: readonly (readonly string[])[] = [
      [],
      ['frob'],
      ['__proto__'],
      ['lint'],
      ['lint', '--frob', 'x.json'],
      ['lint', '--format', 'xml', 'x.json'],
      ['lint', '--format'],
      ['lint', '--fail-on', 'note', 'x.json'],
      ['lint', '--color', 'blue', 'x.json'],
      ['help', 'frob'],
      ['version', 'lint'],
      ['completion'],
      ['completion', 'csh'],
      ['lint', '--consumer', 'libvirt@11', 'x.json'],
      ['lint', '--no-imagination', 'x.json'],
      ['lint', '--root', 'nowhere', 'x.json'],
      ['lint', '--root', 'x.json', 'x.json'],
      ['lint', '--qemu-version', '2.12', 'x.json'],
      ['lint', '--qemu-version', 'new', 'x.json'],
      ['lint', '--schema', 'nowhere', 'x.json'],
      ['qapi'],
      ['qapi', 'frob'],
      ['qapi', 'dump'],
      ['qapi', 'dump', 'a', 'b'],
    ];
    for (const args of wrong) {
      it(`reports in one line what is wrong with: ${args.join(' ') || 'no arguments'}`, () => {
        write('x.json', SOUND);
        const { status, out, err } = run(args);
        assert.deepEqual([status, out], [2, '']);
        assert.match(err, /^qemu-firmware: [^\n]+\n$/);
        assert.doesNotMatch(err, /internal error/);
      });
    }
  });

  describe('lint', () => {
    it('prints nothing about a valid descriptor', () => {
      assert.deepEqual(run(['lint', write('x.json', SOUND)]), { status: 0, out: '', err: '' });
    });

    it('prints file, line, column, severity and code, with numbers from 1', () => {
      const { status, out } = run(['lint', write('a b.json', WARNING)]);
      const line = WARNING.split('\n').findIndex((text) => text.includes('verbose-dyanmic')) + 1;
      assert.equal(status, 0);
      assert.match(out, new RegExp(`^a b\\.json:${line}:9: warning: [^\\n]+ \\[unknown-value\\]\\n$`));
    });

    it('exits with 1 from the threshold on', () => {
      write('warning.json', WARNING);
      write('error.json', ERROR);
      assert.equal(run(['lint', 'warning.json']).status, 0);
      assert.equal(run(['lint', '--fail-on', 'warning', 'warning.json']).status, 1);
      assert.equal(run(['lint', '--fail-on', 'error', 'error.json']).status, 1);
      assert.equal(run(['lint', '--fail-on', 'hint', 'warning.json']).status, 1);
      assert.equal(run(['lint', '--fail-on', 'warning', write('sound.json', SOUND)]).status, 0);
    });

    it('prints the whole result as JSON', () => {
      write('warning.json', WARNING);
      write('error.json', ERROR);
      const { version, files, summary } = report(
        ...['--consumer', 'libvirt@11.3'],
        ...['error.json', 'warning.json'],
      );
      assert.equal(version, 1);
      assert.deepEqual(summary, { files: 2, errors: 1, warnings: 1, information: 0, hints: 0 });
      assert.deepEqual(
        files.map(({ path: name, diagnostics, consumers }) => [name, diagnostics.length, consumers]),
        [
          ['error.json', 1, { 'libvirt@11.3': { verdict: 'skips', because: ['unknown-value'] } }],
          ['warning.json', 1, { 'libvirt@11.3': { verdict: 'loads', because: [] } }],
        ],
      );
      const [found] = files[1]?.diagnostics ?? [];
      assert.ok(found);
      const { message, ...rest } = found;
      const line = WARNING.split('\n').findIndex((text) => text.includes('verbose-dyanmic'));
      assert.match(message, /verbose-dynamic/);
      assert.deepEqual(rest, {
        code: 'unknown-value',
        severity: 'warning',
        range: { start: { line, character: 8 }, end: { line, character: 25 } },
        fixes: ['Replace with “verbose-dynamic”', 'Remove “verbose-dyanmic”'],
        related: [],
      });
    });

    it('reads standard input, under the name it is given', () => {
      assert.match(run(['lint', '-'], ERROR).out, /^-:\d+:\d+: error: /);
      const named = run(['lint', '--stdin-filename', '/etc/qemu/firmware/50-x.json', '-'], ERROR);
      assert.equal(named.status, 1);
      assert.match(named.out, /^\/etc\/qemu\/firmware\/50-x\.json:\d+:\d+: error: /);
    });

    it('searches folders for descriptors, recognised by place or content', () => {
      write('qemu/firmware/50-broken.json', '{');
      write('qemu/firmware/README.txt', 'not JSON');
      write('deep/down/sound.json', SOUND);
      write('package.json', '{"name": "other"}');
      write('node_modules/x/sound.json', SOUND);
      write('.git/sound.json', SOUND);
      symlinkSync(folder, path.join(folder, 'deep/loop'));
      assert.deepEqual(
        report('.').files.map((file) => file.path),
        ['deep/down/sound.json', 'qemu/firmware/50-broken.json'],
      );
    });

    it('lints any file that is named', () => {
      assert.equal(run(['lint', write('package.json', '{"name": "other"}')]).status, 1);
    });

    const QAPI = `# -*- Mode: Python -*-
##
# = Firmware
#
# { "interface-types": [ "uefi" ], "mapping": { "device": "flash" } }
##

{ 'include' : 'machine.json' }
{ 'enum' : 'FirmwareOSInterface', 'data' : [ 'bios', 'uefi' ] }
`;

    it('skips QAPI schemas in a search', () => {
      write('qemu/docs/interop/firmware.json', QAPI);
      write('qemu/qapi/block.json', QAPI);
      write('qemu/descriptors/60-edk2.json', SOUND);
      assert.deepEqual(
        report('qemu').files.map((file) => file.path),
        ['qemu/descriptors/60-edk2.json'],
      );
    });

    it('reports in one sentence that a file among descriptors is a QAPI schema', () => {
      write('qemu/firmware/firmware.json', QAPI);
      const expected =
        'qemu/firmware/firmware.json:1:1: error: This is a QAPI schema, not a firmware descriptor. [json-foreign-format]\n';
      for (const args of [[], ['--fix'], ['--fix', '--dry-run']]) {
        const { status, out, err } = run(['lint', ...args, 'qemu/firmware/firmware.json']);
        assert.equal(status, 1);
        assert.ok(
          [out, err].some((text) => text.startsWith(expected)),
          out + err,
        );
      }
      assert.equal(readFileSync(path.join(folder, 'qemu/firmware/firmware.json'), 'utf8'), QAPI);
      assert.equal(run(['lint', '--fix', '-'], QAPI).out, QAPI);
    });

    it('reports a folder without descriptors', () => {
      write('package.json', '{}');
      const { status, out, err } = run(['lint', '.']);
      assert.deepEqual([status, out], [0, '']);
      assert.equal(err, 'qemu-firmware: .: no firmware descriptors or libvirt domains in this folder\n');
    });

    it('recognises an empty file, and a link to /dev/null, as a mask', () => {
      symlinkSync('/dev/null', path.join(folder, 'null.json'));
      assert.deepEqual(run(['lint', write('empty.json', ''), 'null.json']), { status: 0, out: '', err: '' });
    });

    it('reports where a file stops being UTF-8, and nothing else about it', () => {
      const bytes = Buffer.concat([Buffer.from('{\n "é": "'), Buffer.from([0xe9]), Buffer.from('"}')]);
      const { status, out } = run(['lint', write('latin1.json', bytes)]);
      assert.equal(status, 1);
      assert.match(out, /^latin1\.json:2:8: error: [^\n]+ \[json-encoding\]\n$/);
    });

    it('continues after an unreadable file', () => {
      write('error.json', ERROR);
      symlinkSync('nowhere', path.join(folder, 'dangling.json'));
      const { status, out, err } = run(['lint', 'missing.json', 'dangling.json', 'error.json']);
      assert.equal(status, 2);
      assert.match(out, /^error\.json:\d+:\d+: error: [^\n]+\n$/);
      assert.equal(
        dropNote(err),
        'qemu-firmware: missing.json: no such file or folder\n' +
          'qemu-firmware: dangling.json: no such file or folder\n' +
          'qemu-firmware: 1 error in 1 of 1 file\n',
      );
    });

    it('checks descriptors against the requested release and schema', () => {
      write('x.json', SOUND);
      assert.match(run(['lint', '--qemu-version', '6.2', 'x.json']).out, /\[needs-newer-qemu\]/);
      write(
        'tree/docs/interop/firmware.json',
        "##\n# @Firmware:\n##\n{ 'struct': 'Firmware', 'data': { 'colour': 'str' } }\n",
      );
      write('colour.json', '{"colour": "blue"}');
      assert.equal(run(['lint', '--schema', 'tree', 'colour.json']).status, 0);
    });

    it('never prints control characters from a file to the terminal', () => {
      const { out } = run(['lint', write('x.json', SOUND.replace('"flash"', '"\u001b[31m\u202eflash\\n"'))]);
      assert.ok(out.length > 0);
      // eslint-disable-next-line no-control-regex -- the test looks for control characters
      assert.doesNotMatch(out.trimEnd(), /[\u0000-\u0009\u000b-\u001f\u202e]/);
    });

    it('tolerates a reader that closes the pipe', async () => {
      write('x.json', ERROR);
      const many = Array.from({ length: 2000 }, () => 'x.json');
      const child = spawn(process.execPath, [CLI, 'lint', ...many], { cwd: folder, env: environment() });
      let err = '';
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.stdout.once('data', () => child.stdout.destroy());
      await once(child, 'close');
      assert.deepEqual(
        [child.exitCode, dropNote(err)],
        [1, 'qemu-firmware: 2000 errors in 2000 of 2000 files\n'],
      );
    });
  });

  describe('qapi dump', () => {
    const schema = path.resolve('server/schema/firmware-9.0.qapi');

    it('prints the definitions of a schema, with names relative to a folder', () => {
      const { status, out, err } = run(['qapi', 'dump', '--root', path.resolve('server'), schema]);
      assert.deepEqual([status, err], [0, '']);
      const dump = JSON.parse(out) as { schema: string; modules: string[]; definitions: { name: string }[] };
      assert.equal(dump.schema, 'schema/firmware-9.0.qapi');
      assert.ok(dump.modules.includes('block-core.qapi'));
      assert.ok(dump.definitions.some(({ name }) => name === 'Firmware'));
    });

    it('prints the definitions of one file only', () => {
      const { out } = run(['qapi', 'dump', '--only', 'block-core.qapi', schema]);
      const { definitions } = JSON.parse(out) as { definitions: { name: string }[] };
      assert.deepEqual(
        definitions.map(({ name }) => name),
        ['BlockdevDriver'],
      );
    });

    it('reports files that it could not read', () => {
      assert.deepEqual(run(['qapi', 'dump', 'missing.json']), {
        status: 2,
        out: '',
        err: 'qemu-firmware: missing.json: no such file or folder\n',
      });
      const { status, out, err } = run(['qapi', 'dump', write('x.json', "{ 'include': 'gone.json' }\n")]);
      assert.equal(status, 1);
      assert.deepEqual((JSON.parse(out) as { definitions: unknown[] }).definitions, []);
      assert.match(err, /^qemu-firmware: \S*x\.json:1:14: error: [^\n]+ \[include\/unreadable\]\n$/);
    });
  });
});
