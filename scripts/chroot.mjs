import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installFolder } from './install.mjs';
import { output, run } from './processes.mjs';
import { inProject } from './project.mjs';

/**
 * A separate Debian in a folder, for tests that need newer programs than this machine has.
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

/** Installations by the names of their folders. @type {Readonly<Record<string, Debian>>} */
const DEBIANS = {
  trixie: { suite: 'trixie' },
  'trixie-backports': {
    suite: 'trixie',
    newer: {
      // Firmware of the same period, and the JSON parser that a libvirt that is not a backport is built with.
      sid: ['libjson-c5', 'ovmf', 'ovmf-generic', 'ovmf-amdsev', 'ovmf-inteltdx'],
      'trixie-backports': ['libvirt*', 'qemu*', 'seabios'],
    },
  },
};

/**
 * Where a release of a program comes from: the folder of its Debian, and the package that has the program's version.
 * @typedef {Readonly<Record<string, keyof typeof DEBIANS>>} Releases
 * @typedef {{ releases: Releases, package: string }} Program
 * @type {Readonly<Record<string, Program>>} by test layer
 */
const PROGRAMS = {
  libvirt: { releases: { 11.3: 'trixie', 12.9: 'trixie-backports' }, package: 'libvirt-daemon' },
  qemu: { releases: { '10.0': 'trixie', 11.1: 'trixie-backports' }, package: 'qemu-system-x86' },
};

/** The test layers that accept `--release`. */
export const releasedLayers = Object.keys(PROGRAMS);

/** The releases that `--release` accepts for a test layer. @returns {string[]} */
export const listReleases = (layer) => Object.keys(PROGRAMS[layer].releases);

/**
 * Creates the chroot with a release of a program unless it exists already: a folder below `.chroots/`, which is kept. Nothing outside it
 * changes, and no service starts in it.
 * @param {string} layer
 * @param {string} release one of `listReleases()`
 * @returns {Promise<string>} its absolute path; rejects with advice if this machine or the mirror cannot provide it
 */
export async function makeChroot(layer, release) {
  const { releases, package: name } = PROGRAMS[layer];
  const folder = inProject('.chroots', releases[release]);
  const who = `${layer} ${release}`;
  if (!existsSync(path.join(folder, 'ready'))) checkMachine(who);
  const log = `${folder}.log`;
  await installFolder(folder, (target) => install(who, target, DEBIANS[releases[release]], log), {
    who,
    advice: `Failed to install a Debian with ${who}; see ${log}. Check the network, then run the tests again.`,
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
  if (missing.length > 0) throw new Error(`a Debian with ${who} requires ${missing.join(', ')}.`);
  if (process.getuid?.() !== 0) throw new Error(`only root can install a Debian with ${who}.`);
}

/** @param {string} folder @param {Debian} debian @param {string} log receives the output */
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

/** The mirror from which this machine installs Debian. */
async function findMirror() {
  const format = ['--format', '$(LABEL) $(REPO_URI)', 'Created-By: Packages'];
  const targets = await output('apt-get', ['indextargets', ...format]);
  const [, mirror] = /^Debian (\S+)$/m.exec(targets) ?? [];
  if (!mirror) throw new Error('apt-get has no Debian mirror configured.');
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
  // An outdated mirror still has valid signatures.
  await inside('apt-get', '-qq', '-o', 'Acquire::Check-Valid-Until=false', 'update');
  await inside('apt-get', '-qq', 'install', '-y', '--no-install-recommends', ...PACKAGES);
  await inside('apt-get', 'clean');
}

/** Runs a command in its own mount and process namespaces, so everything it mounts or starts disappears with it. */
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

/** The upstream version of a package that is installed in a Debian, read without running its programs. */
function readVersion(folder, name) {
  const status = readFileSync(path.join(folder, 'var/lib/dpkg/status'), 'utf8');
  const entry = status.split('\n\n').find((text) => text.startsWith(`Package: ${name}\n`)) ?? '';
  return /^Version: (?:\d+:)?([^-+~\n]+)/m.exec(entry)?.[1];
}
