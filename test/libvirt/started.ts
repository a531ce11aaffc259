import type { Chooser } from '../../server/src/consumers/chooser';
import { findChooser } from '../../server/src/consumers/choosers';
import { Daemon, namespaces, obstacle, type Mode } from './daemon';

/** The Debian whose libvirt is tested: the machine's, or one that `--release` has installed. */
export const SYSTEM = process.env.QEMU_FIRMWARE_CHROOT ?? '/';

/**
 * The consumer id of an installed libvirt, by the start of its version. For versions between 9.2 and 11.3 it is unknown what changed when.
 */
const CONSUMERS: readonly (readonly [version: RegExp, id: string])[] = [
  [/^9\.0\./, 'libvirt@9.0'],
  [/^11\./, 'libvirt@11.3'],
  [/^12\.[89]\./, 'libvirt@12.8'],
];

/** A daemon of a release that is known here. */
export interface Started {
  readonly daemon: Daemon;
  readonly chooser: Chooser;
  /** Such as `9.0.0`. */
  readonly libvirt: string;
  /** The emulator's version, such as `7.2`. */
  readonly qemu: string;
}

/** Starts a daemon. Skips the tests with a message where none can be had; fails instead if a release was asked for in CI. */
export async function startDaemon(test: Mocha.Context, mode: Mode): Promise<Started> {
  const skip = (why: string): never => {
    const problem = `no libvirt can be tested here ${why}`;
    if (SYSTEM !== '/' && process.env.CI) throw new Error(problem);
    console.log(`      skipped: ${problem}`);
    return test.skip();
  };
  const own = namespaces(mode);
  const why = obstacle(mode, SYSTEM);
  if (why !== undefined || !own) return skip(why ?? '');
  const daemon = await Daemon.start(mode, own, SYSTEM);
  const { libvirt, qemu } = daemon.versions();
  const chooser = findChooser(CONSUMERS.find(([version]) => version.test(libvirt))?.[1] ?? '');
  if (chooser) return { daemon, chooser, libvirt, qemu };
  await daemon.stop();
  return skip(`is for a known release: ${libvirt}`);
}
