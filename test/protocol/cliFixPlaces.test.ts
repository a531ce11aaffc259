import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { bench, CLI, environment, SOUND } from '../support/commandLine';

const COMMA = SOUND.replace('"acpi-s3",', '"acpi-s3",,');
const FIXED = /fixed 1 finding \(json-stray-comma\)\n/;

describe('lint --fix, where it writes,', () => {
  const files = bench();
  const { run, write, read } = files;
  const link = (name: string, target: string): string => {
    const file = path.join(files.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    symlinkSync(target, file);
    return name;
  };
  /** Checks that the run leaves no other files. */
  const listRemains = (): string[] =>
    readdirSync(files.folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      path.basename(name).startsWith('.qemu-firmware-'),
    );

  for (const [what, prepare, args] of [
    ['a link', () => link('repo/a.json', '../outside/x.json'), ['repo']],
    [
      'a link by an absolute path',
      () => link('repo/a.json', path.join(files.folder, 'outside/x.json')),
      ['repo'],
    ],
    ['a named link', () => link('repo/a.json', '../outside/x.json'), ['repo/a.json']],
    ['a link to a folder', () => link('repo/dir', '../outside'), ['repo']],
    [
      'a link to a link',
      () => (link('repo/b.json', '../outside/x.json'), link('repo/a.json', 'b.json')),
      ['repo/a.json'],
    ],
  ] as const)
    it(`does not change the target of ${what} outside the named folders, and says so`, () => {
      write('outside/x.json', COMMA);
      write('repo/good.json', COMMA);
      prepare();
      const { status, out, err } = run(['lint', '--fix', ...args]);
      assert.equal(status, 2);
      assert.match(out, /json-stray-comma/);
      assert.match(
        err,
        new RegExp(
          `: not written: it links to ${files.folder}/outside/x\\.json, outside the named folders\n`,
        ),
      );
      assert.equal(read('outside/x.json'), COMMA);
      assert.equal(read('repo/good.json'), (args[0] as string) === 'repo' ? SOUND : COMMA);
    });

  it('follows a link into another named folder', () => {
    write('other/x.json', COMMA);
    link('repo/a.json', '../other/x.json');
    const { status, err } = run(['lint', '--fix', 'repo', 'other']);
    assert.equal(status, 0);
    assert.match(err, FIXED);
    assert.equal(read('other/x.json'), SOUND);
    assert.ok(lstatSync(path.join(files.folder, 'repo/a.json')).isSymbolicLink());
  });

  it('writes into the target of a named link to a folder', () => {
    write('real/x.json', COMMA);
    link('named', 'real');
    assert.equal(run(['lint', '--fix', 'named']).status, 0);
    assert.equal(read('real/x.json'), SOUND);
  });

  it('keeps hard links', () => {
    write('a.json', COMMA);
    linkSync(path.join(files.folder, 'a.json'), path.join(files.folder, 'b.json'));
    assert.equal(run(['lint', '--fix', 'a.json']).status, 0);
    assert.equal(read('b.json'), SOUND);
    assert.equal(statSync(path.join(files.folder, 'a.json')).nlink, 2);
  });

  describe('lint --fix --root', () => {
    const SHARE = 'usr/share/qemu/firmware';
    const fixBelow = (...args: readonly string[]) =>
      run(['lint', '--fix', '--no-images', '--root', 'root', ...args]);

    it('never changes the host through a link', () => {
      write('host/x.json', COMMA);
      write(`root/${SHARE}/x.json`, SOUND);
      link(`root/${SHARE}/a.json`, path.join(files.folder, 'host/x.json'));
      link(`root/${SHARE}/b.json`, '../../../../../host/x.json');
      link(`root/${SHARE}/c`, '../../../../../host');
      // On that machine, none of the three has a target.
      const { status, out } = fixBelow('root');
      assert.deepEqual([status, out.match(/Broken link/g)?.length], [1, 3]);
      assert.equal(read('host/x.json'), COMMA);
    });

    it('fixes named files outside the root', () => {
      write('x.json', COMMA);
      mkdirSync(path.join(files.folder, 'root'));
      assert.notEqual(fixBelow('x.json').status, 2);
      assert.equal(read('x.json'), SOUND);
    });
  });

  it('does not damage a file if the copy does not fit on the disk', () => {
    const long = COMMA.replace('"description": "', `"description": "${'x'.repeat(5000)}`);
    write('x.json', long);
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 2; exec "$@"', 'sh', process.execPath, CLI, 'lint', '--fix', 'x.json'],
      { cwd: files.folder, env: environment(), encoding: 'utf8' },
    );
    assert.equal(status, 2);
    assert.match(stderr, /^qemu-firmware: x\.json: cannot be written \(EFBIG\)\n/);
    assert.equal(read('x.json'), long);
    assert.deepEqual(listRemains(), []);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    it(`stops on ${signal} between two files, and leaves only complete files`, async () => {
      const names = Array.from({ length: 40 }, (_, index) => write(`${index}.json`, COMMA));
      const child = spawn(process.execPath, [CLI, 'lint', '--fix', '.'], {
        cwd: files.folder,
        env: environment(),
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child.stderr.once('data', () => child.kill(signal));
      const [status, by] = (await once(child, 'exit')) as [number | null, string | null];
      assert.ok(by === signal || status === 0);
      const texts = names.map((name) => read(name));
      assert.ok(texts.includes(SOUND));
      for (const text of texts) assert.ok(text === SOUND || text === COMMA);
      assert.deepEqual(listRemains(), []);
    });
});

describe('new --force', () => {
  const files = bench();
  it('does not replace files that are not regular, or that are elsewhere', () => {
    const image = files.write('code.fd', Buffer.alloc(65536, 'code'));
    files.write('outside/x.json', '{}');
    mkdirSync(path.join(files.folder, 'here'));
    symlinkSync('../outside/x.json', path.join(files.folder, 'here/x.json'));
    symlinkSync('/dev/null', path.join(files.folder, 'here/null.json'));
    const make = (name: string) =>
      files.run([
        ...[
          'new',
          '--executable',
          image,
          '--device',
          'memory',
          '--arch',
          'x86_64',
          '--interface-type',
          'bios',
        ],
        ...['--force', '--output', `here/${name}`],
      ]);
    for (const name of ['x.json', 'null.json']) {
      const { status, err } = make(name);
      assert.equal(status, 2, err);
      assert.match(err, /links to .*, outside the named folders/);
    }
    assert.equal(files.read('outside/x.json'), '{}');
  });
});
