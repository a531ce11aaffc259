import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bench, CLI, environment, SOUND, WARNING } from '../support/commandLine';
import { Client } from './client';
import { BARE, VSCODE } from './kinds';

const FAULTY = path.resolve('out/test/protocol/faultyCli.js');
const SCHEMA = path.resolve('server/schema/firmware.qapi');
const NOWHERE = '/dev/full';

describe('what the command line prints to', () => {
  const files = bench();
  /** Runs a line of the shell with the command line as `$@`. */
  const inShell = (line: string, args: readonly string[], cli = CLI, changes: NodeJS.ProcessEnv = {}) =>
    spawnSync('sh', ['-c', line, 'sh', process.execPath, cli, ...args], {
      cwd: files.folder,
      env: environment(changes),
      encoding: 'utf8',
      input: WARNING,
    });
  const COMMANDS: readonly (readonly string[])[] = [
    ...['text', 'json', 'sarif', 'github'].map((format) => ['lint', '--format', format, 'x.json']),
    ...[['lint', '--fix', '-'], ['lint', '--fix', '--dry-run', 'x.json'], ['lint', '--help'], ['--version']],
    ...[
      ['list', '--root', '.'],
      ['list', '--root', '.', '--format', 'json'],
    ],
    ...[
      ['explain', '--root', '.', '--arch', 'x86_64'],
      ['explain', '--root', '.', '--arch', 'x86_64', '--format', 'json'],
    ],
    ...[
      ['inspect', 'code.fd'],
      ['inspect', '--format', 'json', 'code.fd'],
    ],
    ['new', '--executable', 'code.fd', '--device', 'memory', '--arch', 'x86_64', '--interface-type', 'bios'],
    ...['text', 'json', 'libvirt'].map((format) => ['command-line', '--format', format, 'x.json']),
    ['qapi', 'dump', SCHEMA],
  ];
  beforeEach(() => {
    files.write('x.json', WARNING);
    files.write('usr/share/qemu/firmware/60-x.json', SOUND);
    files.write('code.fd', Buffer.alloc(65536, 'code'));
  });

  it('may be full: that is one sentence and status 2, whatever the command', function () {
    if (!existsSync(NOWHERE)) this.skip();
    this.timeout(120_000);
    for (const args of COMMANDS) {
      const { status, stderr } = inShell(`"$@" >${NOWHERE}`, args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stderr.match(/^qemu-firmware: standard output: the disk is full$/gm)?.length, 1, stderr);
      assert.doesNotMatch(stderr, /internal error|\n {4}at /i);
    }
  });

  it('may be full where notes go', function () {
    if (!existsSync(NOWHERE)) this.skip();
    const { status, stdout } = inShell(`"$@" 2>${NOWHERE}`, ['lint', 'x.json']);
    assert.equal(status, 2);
    assert.match(stdout, /unknown-value/);
  });

  it('may be a file that gets full on the way', () => {
    const line = 'ulimit -f 1; exec "$@" >report.json';
    const { status, stderr } = inShell(line, ['qapi', 'dump', SCHEMA]);
    assert.equal(status, 2);
    assert.match(stderr, /^qemu-firmware: standard output: write \(EFBIG\)$/m);
  });

  it('may be closed, as may be standard error and standard input', () => {
    for (const line of ['"$@" >&-', '"$@" 2>&-', '"$@" <&-', '"$@" <&- >&- 2>&-'])
      assert.equal(inShell(line, ['lint', 'x.json']).status, 0, line);
  });

  it('may be left by a reader that has seen enough: the status is what it would have been', async () => {
    for (const [args, expected] of [
      [['lint', '--format', 'json', 'x.json'], 0],
      [['lint', '--fail-on', 'warning', 'x.json'], 1],
      [['qapi', 'dump', SCHEMA], 0],
    ] as const) {
      const child = spawn(process.execPath, [CLI, ...args], { cwd: files.folder, env: environment() });
      child.stdout.destroy();
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
      const [status] = (await once(child, 'close')) as [number | null];
      assert.equal(status, expected, said);
      assert.doesNotMatch(said, /EPIPE|standard output|\n {4}at /);
    }
  });

  for (const fault of ['uncaught', 'unhandled'])
    it(`is no dump of code after a bug that nobody catches: ${fault}`, () => {
      const { status, stderr, stdout } = inShell('"$@"', ['lint', 'x.json'], FAULTY, { FAULT: fault });
      assert.equal(status, 2);
      assert.match(stderr, /^qemu-firmware: internal error, please report it: Error: this part is broken$/m);
      assert.doesNotMatch(stderr + stdout, /\n {4}at |node:internal/);
    });

  it('says where a command cannot run at all', () => {
    for (const args of [['lint', 'x.json'], ['lint', '.'], ['command-line', 'x.json'], ['list']]) {
      const { status, stderr } = inShell('mkdir gone && cd gone && rmdir ../gone && "$@"', args);
      assert.deepEqual([status, stderr], [2, 'qemu-firmware: the current folder does not exist\n']);
    }
  });
});

describe('a process without a home', () => {
  const files = bench();
  /** Has the system know no home, as of a user without $HOME and without an entry in /etc/passwd. */
  const withoutHome = (): NodeJS.ProcessEnv => {
    const script = path.join(files.folder, 'no-home.cjs');
    writeFileSync(script, "require('node:os').homedir = () => { throw new Error('no home'); };");
    return { NODE_OPTIONS: `--require=${script}`, XDG_CONFIG_HOME: undefined };
  };

  it('lints, lists and explains', () => {
    files.write('x.json', SOUND);
    for (const args of [
      ['lint', '--no-images', 'x.json'],
      ['list', '--root', '.'],
      ['list', '--session'],
      ['explain', '--arch', 'x86_64'],
    ]) {
      for (const changes of [withoutHome(), { HOME: '', XDG_CONFIG_HOME: 'relative' }]) {
        const { status, err } = files.run(args, '', changes);
        assert.doesNotMatch(err, /internal error|no home/);
        assert.notEqual(status, 2, args.join(' '));
      }
    }
  });

  it('finds nothing of the user’s in the current folder', () => {
    files.write('.config/qemu/firmware/10-x.json', SOUND);
    const { status, out } = files.run(['list', '--session'], '', { HOME: '', XDG_CONFIG_HOME: '' });
    assert.equal(status, 0);
    assert.ok(!out.includes('10-x.json'), out);
  });

  it('serves clients, threads included', async () => {
    const client = await Client.start(VSCODE, withoutHome());
    const { folders } = await client.request<{ folders: unknown }>('qemuFirmware/searchPath', {});
    assert.ok(Array.isArray(folders));
    assert.equal(await client.stop(), 0);
  });
});

describe('a bug in the server that nobody catches', () => {
  for (const fault of ['uncaught', 'unhandled'])
    it(`is logged, and costs nothing else: ${fault}`, async () => {
      const client = await Client.start(BARE, { FAULT: fault }, 'out/test/protocol/faultyServer.js');
      const line = await client.until(() => client.logged[0]);
      assert.match(line, /this part is broken\n {4}at /);
      assert.equal(await client.stop(), 0);
    });
});
