import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CLI, environment, writeBelow } from '../support/commandLine';
import { variableVolume } from '../unit/support/firmwareBytes';

const SOUND = readFileSync('samples/qemu/firmware/12-ovmf.json', 'utf8');
const CODE = 'usr/share/OVMF/OVMF_CODE_4M.fd';
const VARS = 'usr/share/OVMF/OVMF_VARS_4M.fd';
const SHARE = 'usr/share/qemu/firmware';
const ETC = 'etc/qemu/firmware';

describe('lint --root', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    write(CODE, 'code'.repeat(1024));
    write(VARS, variableVolume([]));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function write(name: string, content: string | Uint8Array): string {
    return writeBelow(root, name, content);
  }

  function link(name: string, target: string): string {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    symlinkSync(target, file);
    return name;
  }

  /** Returns the exit status, and each finding as `path: code`. */
  function lint(...args: readonly string[]): { status: number | null; found: readonly string[] } {
    const { status, stdout } = spawnSync(process.execPath, [CLI, 'lint', ...args], {
      cwd: root,
      env: environment(),
    });
    const lines = stdout.toString().split('\n').filter(Boolean);
    return { status, found: lines.map((line) => line.replace(/^([^:]+):.*\[(.*)\]$/, '$1: $2')) };
  }

  it('finds nothing in complete installations', () => {
    write(`${SHARE}/60-a.json`, SOUND);
    assert.deepEqual(lint('--root', '.', '.'), { status: 0, found: [] });
  });

  it('looks for images below the folder, wherever the descriptor is', () => {
    const file = write('packaging/60-a.json', SOUND);
    assert.deepEqual(lint('--root', '.', file), { status: 0, found: [] });
    rmSync(path.join(root, CODE));
    assert.deepEqual(lint('--root', '.', file), { status: 0, found: [`${file}: image-missing`] });
    assert.deepEqual(lint('--root', './', '--fail-on', 'warning', file).status, 1);
    assert.deepEqual(lint(file), { status: 0, found: [] });
  });

  it('reports what descriptors do to each other, and files that are not descriptors', () => {
    const hidden = write(`${SHARE}/60-a.json`, SOUND);
    write(`${ETC}/60-a.json`, '');
    const mask = write(`${ETC}/70-b.json`, '');
    const device = link(`${ETC}/71-c.json`, '/dev/null');
    const broken = link(`${ETC}/72-d.json`, 'nowhere');
    const copy = write(`${ETC}/73-e.json~`, SOUND);
    write(`${ETC}/.hidden`, 'x');
    const expected = [
      `${mask}: mask-needless`,
      `${device}: file-link`,
      `${broken}: file-link`,
      `${copy}: backup-file`,
      `${hidden}: file-hidden`,
    ];
    assert.deepEqual(lint('--root', '.', '.'), { status: 1, found: expected });
    assert.deepEqual(lint('--root', '.', device), { status: 0, found: [`${device}: file-link`] });
    assert.deepEqual(lint('--root', '.', broken), { status: 1, found: [`${broken}: file-link`] });
  });

  it('neither reads nor writes outside, even through links', () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-outside-'));
    const odd = SOUND.replace('"raw"', '"RAW"');
    const victim = path.join(outside, 'victim.json');
    writeFileSync(victim, odd);
    mkdirSync(path.join(root, outside), { recursive: true });
    const absolute = link(`${ETC}/60-a.json`, victim);
    link(`${ETC}/61-b.json`, `${'../'.repeat(30)}${victim.slice(1)}`);
    link('etc/alternatives', outside);
    link(`${ETC}/62-c.json`, '/etc/alternatives/victim.json');
    link('srv', outside);
    const all = (): readonly string[] => lint('--root', '.', '--fix', '.', absolute, 'srv/victim.json').found;
    // The other machine has nothing by that name.
    const nowhere = ['60-a', '61-b', '62-c', '60-a'].map((name) => `${ETC}/${name}.json: file-link`);
    assert.deepEqual(all(), nowhere);
    assert.equal(readFileSync(victim, 'utf8'), odd);
    write(victim, odd);
    assert.ok(!all().includes(nowhere[0] ?? ''));
    assert.equal(readFileSync(victim, 'utf8'), odd);
    assert.equal(readFileSync(root + victim, 'utf8'), SOUND);
    rmSync(outside, { recursive: true });
  });

  it('is required for findings about links', () => {
    const broken = link(`${ETC}/72-d.json`, 'nowhere');
    assert.equal(lint(broken).status, 2);
  });
});
