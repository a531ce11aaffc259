import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { bench, CLI, environment, ERROR, SOUND, WARNING } from '../support/commandLine';

describe('the linter on folders of packagers and CI', () => {
  const files = bench();
  const { run, write, read } = files;

  function linted(...paths: readonly string[]): string[] {
    const { out } = run(['lint', '--format', 'json', ...paths]);
    const report = JSON.parse(out) as { files: { path: string }[] };
    return report.files.map((file) => file.path);
  }

  it('finds the descriptors of a packaging repository', () => {
    write('edk2.spec', 'Name: edk2\n');
    write('0001-a.patch', '--- a/x\n');
    write('50-edk2-x86_64.json', SOUND);
    write('descriptors/60-edk2.json', SOUND.replaceAll('/usr/share/OVMF', '@DATADIR@'));
    write('debian/changelog.json', '{"interface-types": []}');
    const { status, out, err } = run(['lint', '.']);
    assert.deepEqual({ status, out, err }, { status: 0, out: '', err: '' });
    assert.deepEqual(linted('.'), ['50-edk2-x86_64.json', 'descriptors/60-edk2.json']);
  });

  it('lints a named template and ignores its placeholders', () => {
    const template = SOUND.replaceAll('/usr/share/OVMF', '@DATADIR@');
    assert.deepEqual(run(['lint', write('50-edk2.json.in', template)]), { status: 0, out: '', err: '' });
    write('60-edk2.json.in', template.replace('"verbose-dynamic"', '"verbose-dynamik"'));
    assert.match(run(['lint', '60-edk2.json.in']).out, /^60-edk2\.json\.in:\d+:\d+: warning: /);
    assert.deepEqual(linted('.'), []);
  });

  it('skips what cannot be a descriptor', () => {
    write('image.json', Buffer.alloc(1 << 16, 0xff));
    truncateSync(path.join(files.folder, write('huge.json', '')), 1 << 31);
    write('utf16.json', Buffer.from(SOUND, 'utf16le'));
    mkdirSync(path.join(files.folder, 'folder.json'));
    symlinkSync('nowhere', path.join(files.folder, 'dangling.json'));
    write('x.json', SOUND);
    const { status, err } = run(['lint', '.']);
    assert.deepEqual([status, err], [0, '']);
    assert.deepEqual(linted('.'), ['x.json']);
  });

  it('reads every file in a descriptor folder', () => {
    write('qemu/firmware/50-a.json', Buffer.from([0x7b, 0xe9]));
    symlinkSync('nowhere', path.join(files.folder, 'qemu/firmware/60-b.json'));
    const { status, out, err } = run(['lint', '.']);
    assert.equal(status, 2);
    assert.match(out, /50-a\.json:1:2: error: .* \[json-encoding\]\n/);
    assert.match(err, /60-b\.json: no such file or folder\n/);
  });

  it('does not follow loops of folders, and reports a link to itself', () => {
    write('a/b/x.json', SOUND);
    symlinkSync('../..', path.join(files.folder, 'a/b/up'));
    symlinkSync('.', path.join(files.folder, 'a/self'));
    assert.deepEqual(linted('.'), ['a/b/x.json']);
    symlinkSync('loop.json', path.join(files.folder, 'loop.json'));
    const { status, err } = run(['lint', '.']);
    assert.deepEqual([status, err], [2, 'qemu-firmware: loop.json: symbolic link loop\n']);
    assert.deepEqual(linted('.'), ['a/b/x.json']);
  });

  it('continues after an unreadable folder and an unreadable file', function () {
    if (process.getuid?.() === 0) {
      console.log('      root may read everything');
      this.skip();
    }
    const folder = path.join(files.folder, 'closed');
    write('closed/x.json', SOUND);
    chmodSync(path.join(files.folder, write('secret.json', SOUND)), 0);
    chmodSync(folder, 0);
    const { status, err } = run(['lint', '.']);
    chmodSync(folder, 0o700);
    assert.deepEqual(
      [status, err.split('\n').slice(0, 2)],
      [2, ['qemu-firmware: closed: permission denied', 'qemu-firmware: secret.json: permission denied']],
    );
  });

  it('lints a thousand files in one process, each exactly once', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `${String(index).padStart(3, '0')}.json`);
    for (const [index, name] of names.entries()) write(`many/${name}`, index % 10 === 0 ? WARNING : SOUND);
    assert.deepEqual(
      linted('many'),
      names.map((name) => `many/${name}`),
    );
    const { out, err } = run(['lint', 'many']);
    assert.equal(out.trimEnd().split('\n').length, 100);
    assert.equal(err, 'qemu-firmware: 100 warnings in 100 of 1000 files\n');
  }).timeout(60_000);

  describe('docs/ci.md', () => {
    const COMMANDS = [...readFileSync('docs/ci.md', 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(
      ([, text = '']) => text,
    );

    /** Runs an example like a CI job, which stops at the first command that fails. */
    function shell(command: string): { status: number | null; out: string } {
      const bin = path.join(files.folder, '.bin');
      mkdirSync(bin, { recursive: true });
      rmSync(path.join(bin, 'qemu-firmware'), { force: true });
      symlinkSync(CLI, path.join(bin, 'qemu-firmware'));
      const env = environment({ PATH: `${bin}:${process.env.PATH ?? ''}`, DESTDIR: files.folder });
      const { status, stdout, error } = spawnSync('sh', ['-eu', '-c', command], { cwd: files.folder, env });
      assert.equal(error, undefined);
      return { status, out: stdout.toString() };
    }

    it('contains the examples that run here', () => {
      assert.equal(COMMANDS.length, 5);
    });

    for (const command of COMMANDS) {
      it(`runs: ${command.trimEnd().replace('\n', '; ')}`, () => {
        const name = 'usr/share/qemu/firmware/50-x.json';
        write(name, SOUND);
        assert.equal(shell(command).status, 0);
        write(name, command.includes('--fix') ? WARNING : ERROR);
        const { status } = shell(command);
        if (command.includes('--fix')) {
          assert.deepEqual([status, read(name)], [0, SOUND]);
          assert.match(read('fixes.patch'), /^--- a\/usr\/share\/qemu\/firmware\/50-x\.json\n/);
        } else if (command.includes('sarif')) {
          const log = JSON.parse(read('qemu-firmware.sarif')) as { runs: { results: unknown[] }[] };
          assert.deepEqual([status, log.runs[0]?.results.length], [0, 1]);
        } else {
          assert.equal(status, 1);
        }
      });
    }
  });

  it('is packed with everything it needs, without dependencies', () => {
    const npm = spawnSync('npm', ['pack', '--dry-run', '--json'], { encoding: 'utf8' });
    const [packed] = JSON.parse(npm.stdout) as { files: { path: string; mode: number }[] }[];
    const cli = packed?.files.find((file) => file.path === 'dist/cli.js');
    assert.ok(cli && (cli.mode & 0o111) !== 0);
    const folders = new Set(packed?.files.map((file) => file.path.split('/')[0] ?? ''));
    const expected = [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'THIRD-PARTY-NOTICES.txt',
      'dist',
      'docs',
      'l10n',
      'man',
      'package.json',
    ];
    assert.deepEqual([...folders].sort(), expected);
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies?: object };
    assert.equal(manifest.dependencies, undefined);
    const hook = readFileSync('.pre-commit-hooks.yaml', 'utf8');
    assert.match(hook, /^ {2}entry: qemu-firmware lint$/m);
  }).timeout(60_000);

  it('has a hook for descriptors with the usual names', () => {
    const [, pattern = ''] =
      /^ {2}files: \(\?i\)(.*)$/m.exec(readFileSync('.pre-commit-hooks.yaml', 'utf8')) ?? [];
    const files = new RegExp(pattern, 'i');
    for (const name of ['x/qemu/firmware/a.json', '50-edk2-x86_64.json', 'd/60-OVMF.json', '40-seabios.json'])
      assert.match(name, files);
    for (const name of ['package.json', 'qemu/firmware/a.txt', 'qemu/firmware/b/x.json', '01-fixture.json'])
      assert.doesNotMatch(name, files);
  });
});
