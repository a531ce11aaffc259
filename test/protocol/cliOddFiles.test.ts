import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CLI, environment, writeBelow } from '../support/commandLine';

const SOUND = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const ETC = 'etc/qemu/firmware';
/** An unprivileged user, because root may read everything. */
const UNPRIVILEGED = 65534;
const isRoot = process.getuid?.() === 0;

describe('one odd file', function () {
  let folder: string;
  let cli: string;
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    chmodSync(folder, 0o755);
    // A copy that every user can read, wherever the project is.
    cli = path.join(folder, 'cli.js');
    for (const name of ['cli.js', 'cliCommands.js'])
      copyFileSync(path.join(path.dirname(CLI), name), path.join(folder, name));
    write('good.json', SOUND.replace('"features"', '"featurez"'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(name: string, content: string | Uint8Array): string {
    return writeBelow(folder, name, content);
  }

  function run(args: readonly string[], input = '') {
    const { status, stdout, stderr, signal } = spawnSync(process.execPath, [cli, ...args], {
      ...{ cwd: folder, env: environment(), input, timeout: 50_000 },
      ...(isRoot && { uid: UNPRIVILEGED, gid: UNPRIVILEGED }),
    });
    assert.equal(signal, null, `${args.join(' ')} hangs`);
    return { status, out: stdout.toString(), lines: stderr.toString().split('\n').filter(Boolean) };
  }

  /** Each entry creates an odd file and has the message about it. */
  const odd: Readonly<Record<string, readonly [make: (file: string) => void, said: string]>> = {
    'a link to itself': [
      (file) => {
        symlinkSync(path.basename(file), file);
      },
      'symbolic link loop',
    ],
    'a broken symbolic link': [
      (file) => {
        symlinkSync('nowhere', file);
      },
      'no such file or folder',
    ],
    'an unreadable file': [
      (file) => {
        writeFileSync(file, SOUND);
        chmodSync(file, 0);
      },
      'permission denied',
    ],
    'a named pipe': [
      (file) => {
        execFileSync('mkfifo', [file]);
      },
      'is not a regular file',
    ],
    'an endless device': [
      (file) => {
        symlinkSync('/dev/zero', file);
      },
      'is not a regular file',
    ],
    'a file of 65 MiB': [
      (file) => {
        writeFileSync(file, '');
        execFileSync('truncate', ['-s', '65M', file]);
      },
      'is too large (over 64 MiB)',
    ],
  };

  for (const [name, [make, said]] of Object.entries(odd)) {
    it(`produces one line, and everything else is linted: ${name}`, () => {
      make(path.join(folder, 'odd.json'));
      const { status, out, lines } = run(['lint', '--format', 'json', 'odd.json', 'good.json']);
      assert.equal(status, 2);
      assert.deepEqual(lines, [`qemu-firmware: odd.json: ${said}`]);
      assert.match(out, /unknown-member/);
      assert.doesNotMatch(out, /internal-error/);
    });

    it(`is reported by every command: ${name}`, () => {
      const file = path.join(folder, 'odd.json');
      make(file);
      mkdirSync(path.join(folder, 'root'));
      for (const args of [
        ['command-line', file],
        // A link is resolved inside a root only if it is in the root.
        ['explain', '--domain', file, '--root', path.join(folder, 'root')],
        ['qapi', 'dump', file],
        ...(said.startsWith('is too large')
          ? []
          : [
              ['inspect', file],
              ['new', '--executable', file],
            ]),
      ]) {
        const { status, lines } = run(args);
        // Schemas have a smaller limit.
        const reason = args[0] === 'qapi' ? said.replace('64 MiB', '8 MiB') : said;
        assert.deepEqual([status, lines], [2, [`qemu-firmware: ${file}: ${reason}`]], args[0]);
      }
    });

    it(`may be a configuration file: ${name}`, () => {
      write('odd/bad.json', SOUND);
      write('odd/worse.json', SOUND);
      make(path.join(folder, 'odd/.qemu-firmware.json'));
      const { status, out, lines } = run(['lint', '--format', 'json', 'odd', 'good.json']);
      const limit = said.replace('64 MiB', '1 MiB');
      assert.equal(status, 2);
      assert.deepEqual(lines, [`qemu-firmware: ${folder}/odd/.qemu-firmware.json: ${limit}`]);
      assert.match(out, /good\.json/);
    });
  }

  it('may be a folder with the name of a configuration file', () => {
    mkdirSync(path.join(folder, 'odd/.qemu-firmware.json'), { recursive: true });
    write('odd/bad.json', SOUND);
    const { status, lines } = run(['lint', 'odd', 'good.json']);
    assert.equal(status, 2);
    assert.equal(lines[0], `qemu-firmware: ${folder}/odd/.qemu-firmware.json: is a folder`);
  });

  it('may be an unreadable folder, and does not stop the search', () => {
    write('closed/x.json', SOUND);
    chmodSync(path.join(folder, 'closed'), 0);
    mkdirSync(path.join(folder, 'folder.json'));
    symlinkSync('loop.json', path.join(folder, 'loop.json'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.json')]);
    symlinkSync('/dev/zero', path.join(folder, 'zero.json'));
    const { status, out, lines } = run(['lint', '--format', 'json', '.']);
    chmodSync(path.join(folder, 'closed'), 0o755);
    assert.equal(status, 2);
    assert.deepEqual(lines, [
      'qemu-firmware: closed: permission denied',
      'qemu-firmware: loop.json: symbolic link loop',
    ]);
    assert.match(out, /unknown-member/);
  });

  it('may have a name that is not valid text', function () {
    // Other systems reject such names.
    if (process.platform !== 'linux') this.skip();
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/qemu-`), Buffer.from([0xff]), Buffer.from('.json')]),
      SOUND,
    );
    const { status, out, lines } = run(['lint', '--format', 'json', '.']);
    assert.equal(status, 2);
    assert.deepEqual(lines, ['qemu-firmware: qemu-\ufffd.json: name is not valid UTF-8']);
    assert.match(out, /unknown-member/);

    mkdirSync(path.join(folder, ETC), { recursive: true });
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/${ETC}/40-`), Buffer.from([0xff]), Buffer.from('.json')]),
      SOUND,
    );
    for (const command of ['list', 'explain']) {
      const result = run([command, '--consumer', 'libvirt@12.8', '--root', folder]);
      assert.equal(result.status, 2, command);
      assert.deepEqual(result.lines, [`qemu-firmware: /${ETC}/40-\ufffd.json: name is not valid UTF-8`]);
      assert.doesNotMatch(result.out, /leads nowhere|[Bb]roken|selects no firmware at all/);
    }
  });

  it('may be in the search path', () => {
    write(`${ETC}/50-good.json`, SOUND);
    write(`${ETC}/60-closed.json`, SOUND);
    chmodSync(path.join(folder, ETC, '60-closed.json'), 0);
    execFileSync('truncate', ['-s', '65M', path.join(folder, ETC, '70-large.json')]);
    for (const args of [
      ['list', '--consumer', 'libvirt@11.3', '--root', folder],
      ['explain', '--consumer', 'libvirt@11.3', '--root', folder, '--firmware', 'uefi'],
    ]) {
      const { status, out, lines } = run(args);
      assert.equal(status, 2, args[0]);
      assert.deepEqual(lines, [
        `qemu-firmware: /${ETC}/60-closed.json: permission denied`,
        `qemu-firmware: /${ETC}/70-large.json: is too large (over 8 MiB)`,
      ]);
      assert.match(out, /50-good\.json/);
    }
    chmodSync(path.join(folder, ETC), 0);
    const { status, lines } = run(['list', '--consumer', 'libvirt@11.3', '--root', folder]);
    chmodSync(path.join(folder, ETC), 0o755);
    assert.equal(status, 2);
    assert.ok(lines.includes(`qemu-firmware: /${ETC}: permission denied`), lines.join('\n'));
  });

  it('may be an unreadable folder next to a descriptor', () => {
    const file = write('usr/share/qemu/firmware/50-good.json', SOUND);
    write(`${ETC}/50-good.json`, '');
    chmodSync(path.join(folder, ETC), 0);
    const { status, out, lines } = run(['lint', '--root', '.', '--format', 'json', file, 'good.json']);
    chmodSync(path.join(folder, ETC), 0o755);
    assert.equal(status, 2);
    assert.deepEqual(
      lines.map((line) => line.replace(/ .*\/etc/, ' …/etc')),
      [`qemu-firmware: …/${ETC}: permission denied`],
    );
    assert.match(out, /unknown-member/);
  });

  it('may be endless standard input', () => {
    const { status, lines } = run(['lint', '-', 'good.json'], 'x'.repeat(64 * 1024 * 1024 + 1));
    assert.equal(status, 2);
    assert.equal(lines[0], 'qemu-firmware: -: is too large (over 64 MiB)');
  });

  it('may differ from its reported size', function () {
    if (process.platform !== 'linux') this.skip();
    const { status, out } = run(['lint', '--format', 'json', '/proc/self/status', 'good.json']);
    assert.equal(status, 1);
    assert.match(out, /json-[a-z]/);
  });
});
