import assert from 'node:assert/strict';
import { bench, SOUND } from '../support/commandLine';

const SHARE = '/usr/share/qemu/firmware';
const BREW = '/opt/homebrew/share/qemu/firmware';
const LIB = '/var/lib/qemu/firmware';
const FOR = ['--consumer', 'libvirt@11.3', '--root', 'r'];

describe('--search', function () {
  // Some tests start the program several times.
  this.timeout(120_000);
  const { run, write } = bench();

  /** The codes of what lint finds in a file, except for the images, which do not exist. */
  function codes(file: string, ...args: readonly string[]): readonly string[] {
    const { out } = run(['lint', '--format', 'json', ...FOR, ...args, `r${file}`]);
    const { files } = JSON.parse(out) as {
      files: readonly { diagnostics: readonly { code: string }[] }[];
    };
    return files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
  }

  it('appends directories to those of the consumer, in the given order', () => {
    for (const folder of [SHARE, BREW, LIB]) write(`r${folder}/60-a.json`, SOUND);
    write(`r${LIB}/50-b.json`, SOUND);
    for (const search of [BREW, 'opt/homebrew/share/qemu/firmware/']) {
      const { out } = run(['list', ...FOR, '--format', 'json', '--search', search, '--search', LIB]);
      const { folders, files } = JSON.parse(out) as {
        folders: readonly string[];
        files: readonly { path: string; by: string }[];
      };
      assert.deepEqual(folders, [LIB, BREW, SHARE, '/etc/qemu/firmware']);
      assert.deepEqual(
        files.map(({ path, by }) => [path, by]),
        [
          [`${LIB}/50-b.json`, undefined],
          [`${SHARE}/60-a.json`, undefined],
          [`${BREW}/60-a.json`, `${SHARE}/60-a.json`],
          [`${LIB}/60-a.json`, `${SHARE}/60-a.json`],
        ],
      );
    }
    const guest = ['--arch', 'x86_64', '--machine', 'q35', '--format', 'json'];
    const { out } = run(['explain', ...FOR, ...guest, '--search', LIB]);
    assert.equal((JSON.parse(out) as { picked: string }).picked, `${LIB}/50-b.json`);
  });

  it('requires folders and rejects anything else', () => {
    write(`r${LIB}/60-a.json`, SOUND);
    for (const wrong of ['/nowhere', `${LIB}/60-a.json`])
      for (const command of [['list'], ['explain', '--arch', 'x86_64'], ['lint', 'r']]) {
        const { status, out, err } = run([...command, ...FOR, '--search', wrong]);
        assert.deepEqual([status, out], [2, ''], command[0]);
        assert.ok(err.startsWith(`qemu-firmware: --search: “${wrong}” is not a folder.`), err);
      }
  });

  it('is suggested if a consumer finds nothing but there are descriptors elsewhere', () => {
    write(`r${LIB}/60-a.json`, SOUND);
    const guest = ['--arch', 'x86_64', '--machine', 'q35'];
    const hint = `There are descriptors in ${LIB}, but libvirt 11.3 does not search there.`;
    assert.ok(run(['explain', ...FOR, ...guest]).out.includes(hint));
    assert.ok(run(['list', ...FOR]).err.includes(hint));
    assert.ok(!run(['list', ...FOR, '--search', LIB]).err.includes(LIB));
    write(`r${SHARE}/50-b.json`, SOUND);
    assert.ok(!run(['explain', ...FOR, ...guest]).out.includes(LIB));
  });

  it('stops lint from reporting descriptors in folders that no consumer searches', () => {
    for (const folder of [BREW, LIB]) write(`r${folder}/60-a.json`, SOUND);
    write(`r/src/debian/ovmf${SHARE}/60-a.json`, SOUND);
    write(`r/home/jane/.config/qemu/firmware/60-a.json`, SOUND);
    for (const folder of [BREW, LIB]) {
      assert.ok(codes(`${folder}/60-a.json`).includes('file-unsearched'), folder);
      assert.ok(!codes(`${folder}/60-a.json`, '--search', folder).includes('file-unsearched'), folder);
    }
    for (const folder of [`/src/debian/ovmf${SHARE}`, '/home/jane/.config/qemu/firmware'])
      assert.ok(!codes(`${folder}/60-a.json`).includes('file-unsearched'), folder);
    write(`r${SHARE}/60-a.json`, SOUND);
    assert.ok(codes(`${LIB}/60-a.json`, '--search', LIB).includes('file-hidden'));
    const { out } = run(['lint', ...FOR, `r${LIB}/60-a.json`]);
    assert.match(
      out,
      /:1:1: information: libvirt 11\.3 does not search this folder and .*--search.*qemuFirmware/,
    );
  });

  it('accepts a limited number of folders', () => {
    const many = Array.from({ length: 17 }, (_, at) => ['--search', `/d${at}`]).flat();
    for (const command of ['list', 'explain', 'lint']) {
      assert.match(run([command, ...many]).err, /--search: more than 16/);
      assert.deepEqual([run([command, '--search', '']).status, run([command, ...many]).status], [2, 2]);
    }
  });
});

describe('names unknown to QEMU', function () {
  this.timeout(120_000);
  const { run } = bench();

  function complain(...args: readonly string[]): string {
    const { status, out, err } = run(['explain', '--consumer', 'libvirt@11.3', '--root', '.', ...args]);
    assert.deepEqual([status, out], [2, ''], args.join(' '));
    assert.equal(err.trimEnd().split('\n').length, 1);
    return err;
  }

  it('are usage errors, with the closest known name', () => {
    for (const [name, meant] of [
      ['x86-64', 'x86_64'],
      ['amd64', 'x86_64'],
      ['arm64', 'aarch64'],
      ['aarch46', 'aarch64'],
      ['i686', 'i386'],
      ['riscv46', 'riscv64'],
    ] as const)
      assert.ok(complain('--arch', name).includes(`“${name}”; did you mean “${meant}”?`), name);
    assert.match(complain('--arch', 'qqqqqqq'), /known architectures: aarch64, .*x86_64/);
    for (const [arch, name, meant] of [
      ['x86_64', 'q53', 'q35'],
      ['x86_64', 'Q35', 'q35'],
      ['x86_64', 'pc-q35', 'q35'],
      ['x86_64', 'microvmm', 'microvm'],
      ['aarch64', 'vrit', 'virt'],
      ['riscv64', 'virt-9.2', 'virt'],
    ] as const)
      assert.ok(complain('--arch', arch, '--machine', name).includes(`did you mean “${meant}”?`), name);
    assert.match(
      complain('--arch', 'x86_64', '--machine', 'sbsa-ref'),
      /x86_64 has no .*; common types: q35, pc/,
    );
    for (const args of [
      ['new', '--executable', 'x.fd', '--arch', 'amd64'],
      ['command-line', '--arch', 'amd64', '-'],
    ])
      assert.match(run(args, '{}').err, /“amd64”; did you mean “x86_64”/);
  });

  it('do not include newer releases, nor machine types of unknown architectures', () => {
    for (const [arch, machine] of [
      ['x86_64', 'pc-q35-11.2'],
      ['x86_64', 'pc-q35-99.0'],
      ['x86_64', 'pc-i440fx-rhel7.6.0'],
      ['aarch64', 'virt-12.0'],
      ['aarch64', 'virt'],
      ['s390x', 's390-ccw-virtio'],
      ['ppc64', 'pseries-9.0'],
    ] as const) {
      const { status, err } = run(['explain', '--root', '.', '--arch', arch, '--machine', machine]);
      assert.equal(status, 1, err);
    }
  });
});
