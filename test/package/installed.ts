import { spawnSync } from 'node:child_process';
import { unzipSync } from 'fflate';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environment } from '../support/commandLine';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string;
  version: string;
};
export const TARBALL = path.resolve(`${name}-${version}.tgz`);
export const EXTENSION = path.resolve(`${name}-${version}.vsix`);

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Creates a temporary folder, removed when the tests end. */
export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'qemu-firmware-')));
  folders.push(folder);
  return folder;
}

/** Installs the npm package into an empty folder, once and without a network. @returns the folder of the package */
export function installTarball(): string {
  installed ??= install();
  return installed;
}

let installed: string | undefined;

/** Does the same as a user does for all projects. @returns the folder that is the prefix of this npm */
export function installGlobally(): string {
  const prefix = makeFolder();
  install('--global', '--prefix', prefix);
  return prefix;
}

function install(...options: readonly string[]): string {
  const folder = makeFolder();
  writeFileSync(path.join(folder, 'package.json'), '{}');
  // The cache is empty, so nothing can come from elsewhere.
  const args = ['install', '--offline', '--cache', path.join(folder, 'cache'), ...options, TARBALL];
  const shell = process.platform === 'win32';
  const done = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell, env: environment() });
  if (done.status !== 0) throw new Error(`npm install failed:\n${done.stdout}${done.stderr}`);
  return path.join(folder, 'node_modules', name);
}

/** Unpacks the .vsix, once. @returns the folder of the extension */
export function unpackExtension(): string {
  unpacked ??= unpackInto(makeFolder());
  return unpacked;
}

let unpacked: string | undefined;

function unpackInto(folder: string): string {
  for (const [file, bytes] of Object.entries(unzipSync(readFileSync(EXTENSION)))) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
  return path.join(folder, 'extension');
}
