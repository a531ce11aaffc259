import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import { environment } from '../support/commandLine';
import { EXTENSION, TARBALL } from './installed';

/** Inside the project, because hard links to the packages require the same file system. */
const ELSEWHERE = path.resolve('out/elsewhere/some folder/copy');

/** Files that a clone would not have. */
const UNTRACKED = new Set(['dist', 'out', '.git', '.chroots', '.vscode-server', 'node_modules', 'release']);

/** Copies the sources with different times and modes, and links the packages, but no results of an earlier build. */
function copySources(): void {
  for (const name of readdirSync('.'))
    if (!UNTRACKED.has(name) && !/\.(?:vsix|tgz)$/.test(name)) copyTree(name, copyWithOtherMetadata);
  copyTree('node_modules', linkSync);
  rmSync(path.join(ELSEWHERE, 'node_modules/.cache'), { recursive: true, force: true });
}

function copyWithOtherMetadata(from: string, to: string): void {
  copyFileSync(from, to);
  chmodSync(to, 0o600);
  utimesSync(to, 1e9 + to.length, 1e9 + to.length);
}

function copyTree(from: string, copy: (from: string, to: string) => void): void {
  const to = path.join(ELSEWHERE, from);
  if (statSync(from).isDirectory()) {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) copyTree(path.join(from, name), copy);
  } else copy(from, to);
}

describe('packages that are built in another folder', () => {
  before(() => {
    rmSync(ELSEWHERE, { recursive: true, force: true });
    copySources();
  });
  after(() => {
    rmSync(ELSEWHERE, { recursive: true });
  });

  it('have the same bytes', function () {
    this.timeout(300_000);
    const surroundings = { TZ: 'Pacific/Auckland', SOURCE_DATE_EPOCH: '1234567890', npm_execpath: undefined };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        "process.umask(0o077); await (await import('./scripts/package.mjs')).packageExtension()",
      ],
      { cwd: ELSEWHERE, encoding: 'utf8', env: environment(surroundings) },
    );
    assert.equal(status, 0, stdout + stderr);
    for (const file of [EXTENSION, TARBALL]) {
      const copy = path.join(ELSEWHERE, path.basename(file));
      assert.ok(readFileSync(copy).equals(readFileSync(file)), path.basename(file));
    }
  });
});
