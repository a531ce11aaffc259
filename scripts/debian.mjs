import { existsSync } from 'node:fs';
import { tryTwice } from './install.mjs';
import { run } from './processes.mjs';

const quiet = {
  env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  stdio: ['ignore', 'ignore', 'inherit'],
};

/** How packages are installed on this machine; tests put their own in its place. */
const machine = {
  canInstall: () => existsSync('/usr/bin/apt-get') && process.getuid?.() === 0,
  run: (command, args) => run(command, args, quiet),
  say: console.error,
};

/**
 * Installs packages of Debian where that can be done: as root, with apt. Says what it does, and if it fails twice what to do: whoever needs
 * the packages finds out whether they are there.
 * @param {string} who whom it is for
 * @param {string[]} packages
 */
export async function installPackages(who, packages, { canInstall, run, say } = machine) {
  if (!canInstall()) return;
  say(`${who}: installing Debian’s ${packages.join(', ')} ...`);
  const attempt = async () => {
    await run('apt-get', ['-qq', 'update']);
    // Another apt-get may be at work.
    const patient = ['-o', 'DPkg::Lock::Timeout=120'];
    await run('apt-get', [...patient, '-qq', 'install', '-y', '--no-install-recommends', ...packages]);
  };
  const repair = () => run('dpkg', ['--configure', '-a']);
  const advice = `Install the packages yourself with “apt-get install ${packages.join(' ')}”, then run the tests again.`;
  try {
    await tryTwice({ who, attempt, repair, advice, say });
  } catch (error) {
    say(`${who}: ${error.message}`);
  }
}
