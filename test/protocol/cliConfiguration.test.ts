import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CLI, environment, SOUND, WARNING, writeBelow } from '../support/commandLine';

interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly { readonly code: string; readonly severity: string }[];
    readonly consumers: Readonly<Record<string, object>>;
  }[];
}

describe('the configuration file of the linter', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    // Files in the parents of the temporary folder must not affect a test.
    configure('.', { root: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(name: string, content: string | Uint8Array): string {
    return writeBelow(folder, name, content);
  }

  function configure(where: string, value: unknown): string {
    return write(path.join(where, '.qemu-firmware.json'), JSON.stringify(value));
  }

  function run(args: readonly string[], input: string | Uint8Array = ''): Result {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'lint', ...args], {
      cwd: folder,
      input,
      env: environment(),
    });
    return { status, out: stdout.toString(), err: stderr.toString() };
  }

  /** Returns the severity and code of each finding, by path. */
  function found(...args: readonly string[]): Record<string, string[]> {
    const { out, err } = run(['--format', 'json', ...args]);
    assert.equal(err, '');
    const { files } = JSON.parse(out) as Report;
    return Object.fromEntries(
      files.map((file) => [file.path, file.diagnostics.map(({ code, severity }) => `${severity} ${code}`)]),
    );
  }

  it('sets severities, and which of them affect the exit status', () => {
    write('x.json', WARNING);
    assert.equal(run(['x.json']).status, 0);
    configure('.', { root: true, rules: { 'unknown-value': 'error' } });
    assert.deepEqual(found('x.json'), { 'x.json': ['error unknown-value'] });
    assert.equal(run(['x.json']).status, 1);
    configure('.', { root: true, rules: { 'unknown-value': 'off' } });
    assert.deepEqual(run(['--fail-on', 'warning', 'x.json']), { status: 0, out: '', err: '' });
  });

  it('is searched upwards from each file, and the nearest one applies', () => {
    for (const where of ['a', 'a/b', 'c', 'd/e']) write(`${where}/x.json`, WARNING);
    configure('.', { root: true, rules: { 'unknown-value': 'off' } });
    configure('a/b', { rules: { 'unknown-value': 'hint' } });
    configure('c', { rules: { 'unknown-value': 'error' } });
    configure('d', { root: true });
    assert.deepEqual(found('.'), {
      'a/b/x.json': ['hint unknown-value'],
      'a/x.json': [],
      'c/x.json': ['error unknown-value'],
      'd/e/x.json': ['warning unknown-value'],
    });
  });

  it('may apply to some files only', () => {
    for (const name of ['a/50-x.json', 'a/60-x.json', 'b/50-x.json']) write(name, WARNING);
    const overrides = [
      { files: 'a/**', rules: { 'unknown-value': 'hint' } },
      { files: ['60-*.json'], rules: { 'unknown-value': 'off' } },
    ];
    configure('.', { root: true, overrides });
    assert.deepEqual(found('.'), {
      'a/50-x.json': ['hint unknown-value'],
      'a/60-x.json': [],
      'b/50-x.json': ['warning unknown-value'],
    });
  });

  it('excludes files, even if they are named', () => {
    write('x.json', WARNING);
    write('vendor/x.json', WARNING);
    configure('.', { root: true, exclude: ['vendor'] });
    assert.deepEqual(Object.keys(found('.')), ['x.json']);
    const { status, out, err } = run(['vendor/x.json']);
    assert.deepEqual([status, out, err], [0, '', 'qemu-firmware: vendor/x.json: excluded\n']);
  });

  it('applies to standard input by the given name', () => {
    configure('vendor', { exclude: '*.json' });
    const stdin = ['--fix', '-', '--stdin-filename'];
    const mistake = SOUND.replace('"acpi-s3",', '"acpi-s3",,');
    assert.equal(run([...stdin, 'x.json'], mistake).out, SOUND);
    assert.equal(run([...stdin, 'vendor/x.json'], mistake).out, mistake);
  });

  it('prevents disabled findings from being fixed, and a file that is not text from being reported', () => {
    write('x.json', SOUND.replace('"acpi-s3",', '"acpi-s3",,'));
    write('qemu/firmware/y.json', new Uint8Array([0xff]));
    configure('.', { root: true, rules: { 'json-stray-comma': 'off', 'json-encoding': 'off' } });
    const before = readFileSync(path.join(folder, 'x.json'), 'utf8');
    assert.equal(run(['--fix', '.']).status, 0);
    assert.equal(readFileSync(path.join(folder, 'x.json'), 'utf8'), before);
  });

  it('sets the release, schema and consumers unless the command line does', () => {
    write('x.json', SOUND);
    write('tree/docs/interop/firmware.json', "{ 'struct': 'Firmware', 'data': { 'colour': 'str' } }\n");
    configure('.', { root: true, qemuVersion: '6.2', consumers: ['libvirt@9.0'] });
    assert.deepEqual(found('x.json')['x.json']?.includes('error needs-newer-qemu'), true);
    assert.deepEqual(found('--qemu-version', 'latest', 'x.json'), { 'x.json': [] });
    const consumersOf = (...args: string[]): string[] => {
      const { files } = JSON.parse(run(['--format', 'json', ...args, 'x.json']).out) as Report;
      return Object.keys(files[0]?.consumers ?? {});
    };
    assert.deepEqual(consumersOf(), ['libvirt@9.0']);
    assert.deepEqual(consumersOf('--consumer', 'mkosi@27'), ['mkosi@27']);
    configure('.', { root: true, schemaPath: 'tree' });
    assert.ok(found('x.json')['x.json']?.some((one) => one.includes('missing-member')));
  });

  it('may be named explicitly, or ignored', () => {
    write('a/x.json', WARNING);
    configure('.', { root: true, rules: { 'unknown-value': 'off' } });
    write(
      'other/strict.json',
      JSON.stringify({ overrides: [{ files: '../a/*.json', rules: { 'unknown-value': 'error' } }] }),
    );
    assert.deepEqual(found('a/x.json'), { 'a/x.json': [] });
    assert.deepEqual(found('--no-config', 'a/x.json'), { 'a/x.json': ['warning unknown-value'] });
    assert.deepEqual(found('--config', 'other/strict.json', 'a/x.json'), {
      'a/x.json': ['error unknown-value'],
    });
  });

  it('with mistakes ends the run with one line for each', () => {
    write('x.json', WARNING);
    const file = path.join(folder, '.qemu-firmware.json');
    write(
      '.qemu-firmware.json',
      '{ "root": true,\n  "rulse": {}, "rules": { "unknown-valu": "off" },\n  "exclude": 5 }',
    );
    const { status, out, err } = run(['x.json']);
    assert.deepEqual([status, out], [2, '']);
    assert.deepEqual(err.split('\n'), [
      `qemu-firmware: ${file}:2:3: Unknown setting “rulse”; did you mean “rules”?`,
      `qemu-firmware: ${file}:2:27: Unknown rule “unknown-valu”; did you mean “unknown-value”?`,
      `qemu-firmware: ${file}:3:14: “exclude” must be a pattern or a list of patterns, not 5`,
      '',
    ]);
    assert.equal(run(['--no-config', 'x.json']).status, 0);
  });

  it('with an invalid schema ends the run', () => {
    write('x.json', WARNING);
    configure('.', { root: true, schemaPath: 'nowhere' });
    const { status, out, err } = run(['x.json']);
    assert.deepEqual([status, out], [2, '']);
    assert.match(
      err,
      /^qemu-firmware: [^\n]*\.qemu-firmware\.json: “schemaPath”: Cannot read the schema [^\n]*nowhere\n$/,
    );
  });

  it('cannot be both named and ignored', () => {
    write('x.json', WARNING);
    for (const args of [
      ['--config', 'nowhere.json'],
      ['--config', '.'],
      ['--config', 'x.json', '--no-config'],
    ]) {
      const { status, out, err } = run([...args, 'x.json']);
      assert.deepEqual([status, out], [2, ''], args.join(' '));
      assert.match(err, /^qemu-firmware: --config[^\n]+\n$/);
    }
  });
});
