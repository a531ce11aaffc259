#!/usr/bin/env node
/**
 * The part of OpenStack Nova that chooses firmware, for the tests: `CI=true node scripts/nova.mjs` downloads Debian’s package if it is not
 * installed. The package is only unpacked, because it has many dependencies and the tests run two of its functions.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';
import { inProject } from './project.mjs';

const MODULE = 'usr/lib/python3/dist-packages/nova/virt/libvirt/host.py';
const quiet = { stdio: ['ignore', 'ignore', 'ignore'] };

/** Copies the module to where the tests expect it, if it is available. The tests report it otherwise. */
export async function nova() {
  const target = inProject('out/nova/host.py');
  if (existsSync(target)) return;
  if (existsSync(`/${MODULE}`)) copyModule('/', target);
  else if (process.env.CI && existsSync('/usr/bin/apt-get')) await download(target);
}

function copyModule(root, target) {
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(path.join(root, MODULE), target);
}

async function download(target) {
  mkdirSync(path.dirname(target), { recursive: true });
  const folder = mkdtempSync(path.join(path.dirname(target), 'package-'));
  try {
    console.error('nova: downloading Debian’s python3-nova ...');
    await run('apt-get', ['-qq', 'download', 'python3-nova'], { ...quiet, cwd: folder });
    const [archive] = readdirSync(folder);
    await run('dpkg-deb', ['-x', archive, 'files'], { ...quiet, cwd: folder });
    copyModule(path.join(folder, 'files'), target);
  } catch (error) {
    console.error(`nova: ${error.message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await nova();
