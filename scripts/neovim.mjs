#!/usr/bin/env node
/**
 * Neovim, as one more client of the server in the tests: `node scripts/neovim.mjs` installs it where it is missing and can be had.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { output, run } from './processes.mjs';

/** @returns {Promise<string | undefined>} the version of the Neovim on the PATH */
async function findNeovim() {
  const said = await output('nvim', ['--version']).catch(() => undefined);
  return said?.split('\n')[0];
}

/** Installs Debian's Neovim if there is none. The tests say what they make of it if there is none after that. */
export async function neovim() {
  const found = await findNeovim();
  if (found !== undefined) return found;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return undefined;
  try {
    console.error('neovim: installing Debian’s neovim ...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
    await run('apt-get', ['-qq', 'update'], quiet);
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'neovim'], quiet);
  } catch (error) {
    console.error(`neovim: ${error.message}`);
  }
  return findNeovim();
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log((await neovim()) ?? 'neovim: there is none, and it cannot be installed here');
