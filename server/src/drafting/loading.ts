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
 * The ways to load an image that make sense, the best one first; empty where the image does not tell. What is loaded into flash by
 * halves is split rather than stateless, and a whole image stateless rather than combined, which libvirt up to 11.3 never selects.
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

/** Whether the boards of an architecture take flash of that size, in bytes. Where nothing is known of them they do. */
function fitsFlash(size: number, architectures: readonly string[]): boolean {
  const boards = architectures.flatMap((architecture) =>
    listUsualGlobs(architecture).flatMap((machine) => findFlashBoard(architecture, machine) ?? []),
  );
  return boards.every((board) => findFlashProblems(board, { executable: size }).length === 0);
}
