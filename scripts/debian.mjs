import { existsSync } from 'node:fs';
import { tryTwice } from './install.mjs';
import { run } from './processes.mjs';

const quiet = {
  env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  stdio: ['ignore', 'ignore', 'inherit'],
};

/** How packages are installed on this machine; tests replace it. */
const machine = {
  canInstall: () => existsSync('/usr/bin/apt-get') && process.getuid?.() === 0,
  run: (command, args) => run(command, args, quiet),
  say: console.error,
};

/**
 * Installs Debian packages if possible, that is, as root and with apt. Prints what it does and, after two failures, what to do. Callers
 * check for themselves whether the packages are installed.
 * @param {string} who the program that needs them
 * @param {string[]} packages
 */
export async function installPackages(who, packages, { canInstall, run, say } = machine) {
  if (!canInstall()) return;
  say(`${who}: installing Debian’s ${packages.join(', ')} ...`);
  const attempt = async () => {
    await run('apt-get', ['-qq', 'update']);
    // Another apt-get may be running.
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
