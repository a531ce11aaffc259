#!/usr/bin/env node
/**
 * Programs of others that the protocol tests drive: `node scripts/programs.mjs` installs those that are missing, where that can be done.
 * Neovim is one more client of the server; zsh and fish complete the command line.
 */
import { fileURLToPath } from 'node:url';
import { installPackages } from './debian.mjs';
import { output } from './processes.mjs';

/** Each program with Debian's package of it. */
const PACKAGES = { nvim: 'neovim', zsh: 'zsh', fish: 'fish' };

/** @returns {Promise<string | undefined>} the version of a program on the PATH */
async function findVersion(program) {
  const printed = await output(program, ['--version']).catch(() => undefined);
  return printed?.split('\n')[0];
}

/** @returns {Promise<string[]>} the programs that are missing */
async function listMissing() {
  const versions = await Promise.all(Object.keys(PACKAGES).map(findVersion));
  return Object.keys(PACKAGES).filter((_, at) => versions[at] === undefined);
}

/** Installs the missing programs. The tests say so if there are still some after that. */
export async function installPrograms() {
  const missing = await listMissing();
  if (missing.length === 0) return;
  await installPackages(
    'protocol',
    missing.map((program) => PACKAGES[program]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await installPrograms();
  const missing = await listMissing();
  console.log(
    missing.length > 0 ? `missing, and cannot be installed here: ${missing.join(', ')}` : 'all are installed',
  );
}
