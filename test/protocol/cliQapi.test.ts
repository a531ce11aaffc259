import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CLI, environment, writeBelow } from '../support/commandLine';
import { compileJsonSchema } from '../support/jsonSchema';

const OLD = `{ 'struct': 'Bed', 'data': { 'size': 'int' } }\n`;
const NEW = `{ 'struct': 'Bed', 'data': { 'size': 'str', '*soil': 'str' } }\n`;
const STATELESS = JSON.stringify({
  description: 'x',
  'interface-types': ['uefi'],
  mapping: { device: 'flash', mode: 'stateless', executable: { filename: '/x.fd', format: 'raw' } },
  targets: [{ architecture: 'x86_64', machines: ['pc-q35-*'] }],
  features: [],
  tags: [],
});

interface Difference {
  readonly version: number;
  readonly changes: readonly object[];
  readonly descriptors?: readonly { path: string; validBy: string; diagnostics: { code: string }[] }[];
  readonly summary: object;
}

describe('the command qapi', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function run(...args: readonly string[]): { status: number | null; out: string; err: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'qapi', ...args], {
      cwd: folder,
      env: environment(),
    });
    return { status, out: stdout.toString(), err: stderr.toString() };
  }

  function write(name: string, content: string): string {
    return writeBelow(folder, name, content);
  }

  describe('lint, beside it,', () => {
    function lint(args: readonly string[], input = ''): { status: number | null; out: string } {
      const { status, stdout } = spawnSync(process.execPath, [CLI, 'lint', ...args], {
        ...{ cwd: folder, env: environment(), input },
      });
      return { status, out: stdout.toString() };
    }

    beforeEach(() => {
      write('bed.json', `{ 'include': 'soil.json' }\n${OLD}`);
      write('soil.json', "{ 'enum': 'Soil', 'data': [ 'clay' ], 'if': 'the sea' }\n");
    });

    it('checks a schema that is named, with what it includes, once', () => {
      const { status, out } = lint(['./bed.json', 'soil.json', 'bed.json']);
      assert.equal(status, 1);
      assert.match(out, /^soil\.json:1:45: error: [^\n]+ \[cond\/not-an-identifier\]\n$/);
      write('soil.json', "{ 'enum': 'Soil', 'data': [ 'clay' ] }\n");
      assert.deepEqual(lint(['bed.json']), { status: 0, out: '' });
    });

    it('checks a schema on standard input, and passes it on where it would fix it', () => {
      const text = "{ 'enum': 'bed', 'data': [ 'a' ] }\n";
      assert.match(lint(['-'], text).out, /^-:1:11: error: [^\n]+ \[name\/camel-case\]\n$/);
      assert.deepEqual(lint(['--fix', '-'], text), { status: 1, out: text });
    });

    it('prints each format', () => {
      for (const format of ['json', 'sarif', 'github'])
        assert.match(lint(['bed.json', '--format', format]).out, /cond\/not-an-identifier/);
    });

    it('skips schemas in a folder', () => {
      assert.deepEqual(lint(['.']), { status: 0, out: '' });
    });
  });

  describe('diff', () => {
    it('prints what differs, and exits like diff', () => {
      write('old.json', OLD);
      write('new.json', NEW);
      const { status, out, err } = run('diff', 'old.json', 'new.json');
      assert.equal(out, '~ struct Bed\n  ~ member size: type int → str\n  + member soil: str, optional\n');
      assert.deepEqual([status, err], [1, 'qemu-firmware: 1 added, 1 changed\n']);
      assert.deepEqual(run('diff', 'old.json', 'old.json'), { status: 0, out: '', err: '' });
    });

    it('prints the same as JSON', () => {
      write('old.json', OLD);
      write('new.json', NEW);
      const { status, out } = run('diff', '--format', 'json', 'old.json', 'new.json');
      assert.equal(status, 1);
      assert.deepEqual(JSON.parse(out), {
        version: 1,
        old: 'old.json',
        new: 'new.json',
        changes: [
          {
            definition: 'Bed',
            kind: 'struct',
            change: 'changed',
            part: { kind: 'member', name: 'size' },
            aspects: { type: { old: 'int', new: 'str' } },
          },
          {
            definition: 'Bed',
            kind: 'struct',
            change: 'added',
            part: { kind: 'member', name: 'soil' },
            aspects: { type: { new: 'str' }, optional: { new: true } },
          },
        ],
        summary: { added: 1, removed: 0, changed: 1, deprecated: 0, documentation: 0 },
      });
    });

    it('lists the descriptors that are valid by one schema only', () => {
      write('descriptors/60-x.json', STATELESS);
      write('descriptors/other.json', '{}');
      const json = run('diff', 'qemu@6.2', 'qemu@7.0', '--descriptors', 'descriptors', '--format', 'json');
      const { descriptors } = JSON.parse(json.out) as Difference;
      assert.deepEqual(
        descriptors?.map((each) => [each.path, each.validBy, each.diagnostics.map(({ code }) => code)]),
        [['descriptors/60-x.json', 'new', ['template-missing', 'unknown-member']]],
      );
      const { out } = run('diff', 'qemu@6.2', 'qemu@7.0', '--descriptors', 'descriptors');
      assert.match(out, /^descriptors\/60-x\.json: valid by the new schema only\n {2}1:\d+: /m);
    });

    it('reports in one line what it cannot read', () => {
      write('old.json', OLD);
      write('broken.json', `{ 'struct': }\n{ 'struct': }\n`);
      write('folder/x.txt', '');
      for (const args of [
        ...[
          ['old.json'],
          ['old.json', 'gone.json'],
          ['old.json', 'old.json', 'old.json'],
          ['old.json', 'folder'],
        ],
        ...[
          ['old.json', 'qemu@2.0'],
          ['old.json', 'qemu@x'],
          ['old.json', 'old.json', '--descriptors', '.'],
          ['old.json', 'old.json', '--only', 'x'],
          ['old.json', 'old.json', '--format', 'xml'],
          ['qemu@7.0', 'qemu@7.0', '--descriptors', 'gone'],
        ],
      ]) {
        const { status, err } = run('diff', ...args);
        assert.equal(status, 2, args.join(' '));
        assert.match(err, /^qemu-firmware: [^\n]+\n$/, args.join(' '));
        assert.doesNotMatch(err, /internal error/);
      }
      const { status, err } = run('diff', 'old.json', 'broken.json');
      assert.equal(status, 2);
      assert.match(err, /broken\.json:1:13: error: [^\n]+ \(and \d+ more\)\n$/);
    });
  });

  describe('json-schema', () => {
    it('prints the JSON Schema of descriptors', () => {
      for (const draft of ['2020-12', '07'] as const) {
        const { status, out, err } = run('json-schema', '--draft', draft);
        assert.deepEqual([status, err], [0, '']);
        assert.ok(compileJsonSchema(JSON.parse(out) as object, draft)(STATELESS));
      }
    });

    it('prints that of a release, of a file, and of another type', () => {
      const old = run('json-schema', '--qemu-version', '6.2', '--draft', '07');
      assert.ok(!compileJsonSchema(JSON.parse(old.out) as object, '07')(STATELESS));
      write('new.json', NEW);
      const { status, out } = run(
        'json-schema',
        'new.json',
        '--type',
        'Bed',
        '--id',
        'https://example.org/bed',
      );
      assert.equal(status, 0);
      assert.deepEqual(JSON.parse(out), {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: 'https://example.org/bed',
        title: 'Bed',
        type: 'object',
        properties: { size: { type: 'string' }, soil: { type: 'string' } },
        required: ['size'],
        additionalProperties: false,
      });
    });

    it('reports in one line what it cannot print', () => {
      write('new.json', `${NEW}{ 'command': 'dig' }\n`);
      for (const [args, reason] of [
        [['new.json'], /name another type with --type/],
        [['new.json', '--type', 'Bad'], /did you mean “Bed”/],
        [['new.json', '--type', 'dig'], /is a command or an event/],
        [['new.json', 'new.json'], /specify one file/],
        [['gone.json'], /^qemu-firmware: gone\.json: /],
        [['--draft', '04'], /--draft takes 2020-12 or 07/],
        [['--qemu-version', '2.0'], /has no firmware descriptors/],
        [['--descriptors', '.'], /--descriptors is an option of diff/],
      ] as const) {
        const { status, out, err } = run('json-schema', ...args);
        assert.deepEqual([status, out], [2, ''], args.join(' '));
        assert.match(err, /^[^\n]+\n$/);
        assert.match(err, reason);
      }
    });
  });
});
