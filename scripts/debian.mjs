import { existsSync } from 'node:fs';
import { run } from './processes.mjs';

/**
 * Installs packages of Debian where that can be done: as root, with apt. Says on standard error what it does and what goes wrong.
 * @param {string} who whom it is for
 * @param {string[]} packages
 */
export async function installPackages(who, packages) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  try {
    console.error(`${who}: installing Debian’s ${packages.join(', ')} ...`);
    await run('apt-get', ['-qq', 'update'], quiet);
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], quiet);
  } catch (error) {
    console.error(`${who}: ${error.message}`);
  }
}
