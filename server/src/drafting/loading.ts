import { listUsualGlobs } from '../descriptor/machineTypes';
import type { SeenImage } from '../descriptor/surroundings';
import { findFlashBoard } from '../descriptor/flashBoard';
import { findFlashProblems, isBiosSize } from '../images/flashSize';
import { isPc } from './image';

/** The ways to load firmware: a mode of the device flash, or another device. [FirmwareDevice, FirmwareFlashMode] */
export const LOADINGS = ['split', 'combined', 'stateless', 'memory', 'kernel', 'igvm'] as const;
export type Loading = (typeof LOADINGS)[number];

export function isFlash(loading: Loading): boolean {
  return loading === 'split' || loading === 'combined' || loading === 'stateless';
}

/**
 * Lists the sensible ways to load an image, the best one first; empty if the image does not show any. A half of an image is split rather
 * than stateless, and a whole image is stateless rather than combined, which libvirt up to 11.3 never selects.
 */
export function listWaysToLoad(
  { facts, program }: SeenImage,
  architectures: readonly string[],
): readonly Loading[] {
  switch (facts.content) {
    case 'igvm':
      return ['igvm'];
    case 'bios':
      return ['memory'];
    case 'elf':
    case 'linux':
    case 'pe':
      return ['kernel'];
    case 'uefi': {
      const isWhole = facts.volumes.some(({ kind }) => kind === 'variables');
      const flash: readonly Loading[] = isWhole ? ['stateless', 'combined'] : ['split', 'stateless'];
      const fitsMemory = facts.format === 'raw' && (!isPc(architectures) || isBiosSize(facts.size));
      const memory: readonly Loading[] = fitsMemory ? ['memory'] : [];
      return fitsFlash(facts.size, architectures) ? [...flash, ...memory] : [...memory, ...flash];
    }
    default:
      // On RISC-V it may come before or after OpenSBI; everywhere else it comes first.
      return program === 'u-boot' ? ['memory', 'kernel'] : [];
  }
}

/** Returns whether the boards of an architecture accept flash of this size, in bytes. Unknown boards do. */
function fitsFlash(size: number, architectures: readonly string[]): boolean {
  const boards = architectures.flatMap((architecture) =>
    listUsualGlobs(architecture).flatMap((machine) => findFlashBoard(architecture, machine) ?? []),
  );
  return boards.every((board) => findFlashProblems(board, { executable: size }).length === 0);
}
