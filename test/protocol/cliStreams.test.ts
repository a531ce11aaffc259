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

describe('the output of the command line', () => {
  const files = bench();
  /** Runs a shell command in which `$@` is the command line. */
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

  it('may go to a full device: every command prints one sentence and exits with 2', function () {
    if (!existsSync(NOWHERE)) this.skip();
    this.timeout(120_000);
    for (const args of COMMANDS) {
      const { status, stderr } = inShell(`"$@" >${NOWHERE}`, args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stderr.match(/^qemu-firmware: standard output: the disk is full$/gm)?.length, 1, stderr);
      assert.doesNotMatch(stderr, /internal error|\n {4}at /i);
    }
  });

  it('may be notes on a full device', function () {
    if (!existsSync(NOWHERE)) this.skip();
    const { status, stdout } = inShell(`"$@" 2>${NOWHERE}`, ['lint', 'x.json']);
    assert.equal(status, 2);
    assert.match(stdout, /unknown-value/);
  });

  it('may go to a device that becomes full midway', () => {
    const line = 'ulimit -f 1; exec "$@" >report.json';
    const { status, stderr } = inShell(line, ['qapi', 'dump', SCHEMA]);
    assert.equal(status, 2);
    assert.match(stderr, /^qemu-firmware: standard output: write \(EFBIG\)$/m);
  });

  it('may be closed, like standard error and standard input', () => {
    for (const line of ['"$@" >&-', '"$@" 2>&-', '"$@" <&-', '"$@" <&- >&- 2>&-'])
      assert.equal(inShell(line, ['lint', 'x.json']).status, 0, line);
  });

  it('may be read only in part: the exit status stays the same', async () => {
    for (const [args, expected] of [
      [['lint', '--format', 'json', 'x.json'], 0],
      [['lint', '--fail-on', 'warning', 'x.json'], 1],
      [['qapi', 'dump', SCHEMA], 0],
    ] as const) {
      const child = spawn(process.execPath, [CLI, ...args], { cwd: files.folder, env: environment() });
      child.stdout.destroy();
      let errors = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
      const [status] = (await once(child, 'close')) as [number | null];
      assert.equal(status, expected, errors);
      assert.doesNotMatch(errors, /EPIPE|standard output|\n {4}at /);
    }
  });

  for (const fault of ['uncaught', 'unhandled'])
    it(`contains no source code after an uncaught error: ${fault}`, () => {
      const { status, stderr, stdout } = inShell('"$@"', ['lint', 'x.json'], FAULTY, { FAULT: fault });
      assert.equal(status, 2);
      assert.match(stderr, /^qemu-firmware: internal error, please report it: Error: this part is broken$/m);
      assert.doesNotMatch(stderr + stdout, /\n {4}at |node:internal/);
    });

  it('says if a command cannot run at all', () => {
    for (const args of [['lint', 'x.json'], ['lint', '.'], ['command-line', 'x.json'], ['list']]) {
      const { status, stderr } = inShell('mkdir gone && cd gone && rmdir ../gone && "$@"', args);
      assert.deepEqual([status, stderr], [2, 'qemu-firmware: the current folder does not exist\n']);
    }
  });
});

describe('a process without a home folder', () => {
  const files = bench();
  /** Makes the system report no home, as for a user without $HOME and without an entry in /etc/passwd. */
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

  it('does not take files in the current folder for the user’s', () => {
    files.write('.config/qemu/firmware/10-x.json', SOUND);
    const { status, out } = files.run(['list', '--session'], '', { HOME: '', XDG_CONFIG_HOME: '' });
    assert.equal(status, 0);
    assert.ok(!out.includes('10-x.json'), out);
  });

  it('serves clients, including their threads', async () => {
    const client = await Client.start(VSCODE, withoutHome());
    const { folders } = await client.request<{ folders: unknown }>('qemuFirmware/searchPath', {});
    assert.ok(Array.isArray(folders));
    assert.equal(await client.stop(), 0);
  });
});

describe('an uncaught error in the server', () => {
  for (const fault of ['uncaught', 'unhandled'])
    it(`is logged and has no other effect: ${fault}`, async () => {
      const client = await Client.start(BARE, { FAULT: fault }, 'out/test/protocol/faultyServer.js');
      const line = await client.until(() => client.logged[0]);
      assert.match(line, /this part is broken\n {4}at /);
      assert.equal(await client.stop(), 0);
    });
});
