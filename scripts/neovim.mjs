#!/usr/bin/env node
/**
 * Neovim as another client of the server in tests: `node scripts/neovim.mjs` installs it if it is missing and available.
 */
import { fileURLToPath } from 'node:url';
import { installPackages } from './debian.mjs';
import { output } from './processes.mjs';

/** @returns {Promise<string | undefined>} the version of the Neovim on the PATH */
async function findNeovim() {
  const versionText = await output('nvim', ['--version']).catch(() => undefined);
  return versionText?.split('\n')[0];
}

/** Installs Debian's Neovim if necessary. The tests report it if Neovim is still missing. */
export async function neovim() {
  const found = await findNeovim();
  if (found !== undefined) return found;
  await installPackages('neovim', ['neovim']);
  return findNeovim();
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log((await neovim()) ?? 'neovim: not found, and it cannot be installed here');
