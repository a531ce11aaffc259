#!/usr/bin/env node
/**
 * Neovim, as one more client of the server in the tests: `node scripts/neovim.mjs` installs it where it is missing and can be had.
 */
import { fileURLToPath } from 'node:url';
import { installPackages } from './debian.mjs';
import { output } from './processes.mjs';

/** @returns {Promise<string | undefined>} the version of the Neovim on the PATH */
async function findNeovim() {
  const said = await output('nvim', ['--version']).catch(() => undefined);
  return said?.split('\n')[0];
}

/** Installs Debian's Neovim if there is none. The tests say what they make of it if there is none after that. */
export async function neovim() {
  const found = await findNeovim();
  if (found !== undefined) return found;
  await installPackages('neovim', ['neovim']);
  return findNeovim();
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log((await neovim()) ?? 'neovim: there is none, and it cannot be installed here');
