import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installFolder } from './install.mjs';
import { output, run } from './processes.mjs';
import { inProject } from './project.mjs';

/**
 * A Debian of its own in a folder, for tests that need newer programs than the machine has.
 * @typedef {object} Debian
 * @property {string} suite what debootstrap installs
 * @property {Readonly<Record<string, readonly string[]>>} [newer] packages to take from other suites, by suite
 */

const PACKAGES = [
  'libvirt-daemon',
  'libvirt-daemon-driver-qemu',
  'libvirt-clients',
  'qemu-system-x86',
  'qemu-system-arm',
  'qemu-utils',
  'ovmf',
  'seabios',
];

/** By the names of their folders. @type {Readonly<Record<string, Debian>>} */
const DEBIANS = {
  trixie: { suite: 'trixie' },
  'trixie-backports': {
    suite: 'trixie',
    newer: {
      // The firmware of the same time, and the JSON parser that libvirt is built with where it is not a backport.
      sid: ['libjson-c5', 'ovmf', 'ovmf-generic', 'ovmf-amdsev', 'ovmf-inteltdx'],
      'trixie-backports': ['libvirt*', 'qemu*', 'seabios'],
    },
  },
};

/**
 * Where a release of a program comes from: the folder of its Debian, and the package whose version is the program's.
 * @typedef {Readonly<Record<string, keyof typeof DEBIANS>>} Releases
 * @typedef {{ releases: Releases, package: string }} Program
 * @type {Readonly<Record<string, Program>>} by layers of the tests
 */
const PROGRAMS = {
  libvirt: { releases: { 11.3: 'trixie', 12.9: 'trixie-backports' }, package: 'libvirt-daemon' },
  qemu: { releases: { '10.0': 'trixie', 11.1: 'trixie-backports' }, package: 'qemu-system-x86' },
};

/** The layers of the tests that `--release` is for. */
export const releasedLayers = Object.keys(PROGRAMS);

/** The releases that `--release` takes for a layer of the tests. @returns {string[]} */
export const listReleases = (layer) => Object.keys(PROGRAMS[layer].releases);

/**
 * Makes the chroot that has a release of a program, unless an earlier run has: a folder below `.chroots/`, which is kept. Nothing outside of it
 * changes, and no service starts in it.
 * @param {string} layer
 * @param {string} release one of `listReleases()`
 * @returns {Promise<string>} its absolute path; rejects with what to do if this machine or the mirror cannot provide it
 */
export async function makeChroot(layer, release) {
  const { releases, package: name } = PROGRAMS[layer];
  const folder = inProject('.chroots', releases[release]);
  const who = `${layer} ${release}`;
  if (!existsSync(path.join(folder, 'ready'))) checkMachine(who);
  const log = `${folder}.log`;
  await installFolder(folder, (target) => install(who, target, DEBIANS[releases[release]], log), {
    who,
    advice: `No Debian with ${who} could be installed, as ${log} says. Check the network, then run the tests again.`,
  });
  const version = readVersion(folder, name);
  if (!version?.startsWith(`${release}.`))
    throw new Error(`Debian’s ${releases[release]} has ${layer} ${version}, not ${release}. See ${folder}.`);
  return folder;
}

function checkMachine(who) {
  const missing = ['debootstrap', 'chroot', 'unshare'].filter(
    (name) => !['/usr/sbin', '/usr/bin', '/sbin', '/bin'].some((place) => existsSync(`${place}/${name}`)),
  );
  if (missing.length > 0) throw new Error(`a Debian with ${who} needs ${missing.join(', ')}.`);
  if (process.getuid?.() !== 0) throw new Error(`only root can install a Debian with ${who}.`);
}

/** @param {string} folder @param {Debian} debian @param {string} log what is said meanwhile goes there */
async function install(who, folder, { suite, newer = {} }, log) {
  console.error(`${who}: installing a Debian in ${folder} (about 650 MB) ...`);
  const mirror = await findMirror();
  const report = openSync(log, 'w');
  try {
    await fill(folder, mirror, suite, newer, (command) => inNamespace(command, report));
  } finally {
    closeSync(report);
  }
}

/** Where this machine gets Debian from. */
async function findMirror() {
  const format = ['--format', '$(LABEL) $(REPO_URI)', 'Created-By: Packages'];
  const targets = await output('apt-get', ['indextargets', ...format]);
  const [, mirror] = /^Debian (\S+)$/m.exec(targets) ?? [];
  if (!mirror) throw new Error('apt-get knows no mirror of Debian.');
  return mirror;
}

async function fill(folder, mirror, suite, newer, run) {
  await run(['debootstrap', '--variant=minbase', suite, folder, mirror]);
  const write = (name, text, mode = 0o644) => writeFileSync(path.join(folder, name), text, { mode });
  write('usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', 0o755);
  write(
    'etc/apt/sources.list',
    [suite, ...Object.keys(newer)].map((name) => `deb ${mirror} ${name} main\n`).join(''),
  );
  const pins = Object.entries(newer).flatMap(([name, packages]) => [
    `Package: *\nPin: release n=${name}\nPin-Priority: 50\n`,
    `Package: ${packages.join(' ')}\nPin: release n=${name}\nPin-Priority: 900\n`,
  ]);
  write('etc/apt/preferences.d/newer', pins.join('\n'));
  const script = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"';
  const inside = (...command) => run(['sh', '-c', script, folder, ...command]);
  // What a mirror that lags behind has is signed all the same.
  await inside('apt-get', '-qq', '-o', 'Acquire::Check-Valid-Until=false', 'update');
  await inside('apt-get', '-qq', 'install', '-y', '--no-install-recommends', ...PACKAGES);
  await inside('apt-get', 'clean');
}

/** Runs a command with file systems and processes of its own, so that whatever it mounts or starts goes with it. */
function inNamespace(command, report) {
  return run(
    'nice',
    ['-n', '10', 'unshare', '--mount', '--pid', '--fork', '--kill-child', '--', ...command],
    {
      env: {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        HOME: '/root',
        LC_ALL: 'C.UTF-8',
        DEBIAN_FRONTEND: 'noninteractive',
      },
      stdio: ['ignore', report, report],
    },
  );
}

/** The upstream version of a package that is installed in a Debian, without asking its programs. */
function readVersion(folder, name) {
  const status = readFileSync(path.join(folder, 'var/lib/dpkg/status'), 'utf8');
  const entry = status.split('\n\n').find((text) => text.startsWith(`Package: ${name}\n`)) ?? '';
  return /^Version: (?:\d+:)?([^-+~\n]+)/m.exec(entry)?.[1];
}
