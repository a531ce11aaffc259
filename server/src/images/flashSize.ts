/** QEMU's boards with two flash devices for firmware, by their requirements for the images' sizes. */
export type FlashBoard = 'x86' | 'arm-virt' | 'riscv-virt' | 'loongarch-virt';

/** The sizes of the images in the two flash devices, in bytes as the guest sees them. */
export interface FlashImages {
  readonly executable: number;
  /** Absent if the variables are in the executable's image, or nowhere. */
  readonly nvram?: number | undefined;
}

/** Why QEMU refuses to start with an image, or the guest cannot find its variables. Sizes are in bytes. */
export type FlashProblem =
  /** The device requires multiples of `unit`, excluding zero. */
  | {
      readonly kind: 'multiple';
      readonly image: keyof FlashImages;
      readonly size: number;
      readonly unit: number;
    }
  /** The device has exactly this size. */
  | {
      readonly kind: 'exact';
      readonly image: keyof FlashImages;
      readonly size: number;
      readonly required: number;
    }
  /** The device has at most this size. */
  | {
      readonly kind: 'limit';
      readonly image: keyof FlashImages;
      readonly size: number;
      readonly limit: number;
    }
  /** Both together are over the limit. */
  | { readonly kind: 'sum'; readonly size: number; readonly limit: number };

const KIB = 1024;
const MIB = 1024 * KIB;

/** Lists why QEMU refuses the sizes of images in flash; empty if it starts with them. */
export function findFlashProblems(board: FlashBoard, images: FlashImages): FlashProblem[] {
  switch (board) {
    case 'x86': {
      const size = images.executable + (images.nvram ?? 0);
      const tooLarge: FlashProblem[] = size > X86_LIMIT ? [{ kind: 'sum', size, limit: X86_LIMIT }] : [];
      return [...checkMultiples(images, X86_UNIT), ...tooLarge];
    }
    case 'arm-virt':
      return checkExact(images, 64 * MIB);
    case 'riscv-virt':
      return checkExact(images, 32 * MIB);
    case 'loongarch-virt': {
      const tooLarge = checkEach(images, (image, size) =>
        size > LOONGARCH_LIMIT ? { kind: 'limit', image, size, limit: LOONGARCH_LIMIT } : undefined,
      );
      return [...checkMultiples(images, LOONGARCH_UNIT), ...tooLarge];
    }
  }
}

/** [QEMU 10.2 hw/i386/pc_sysfw.c; the limit is the default of the machine property max-fw-size] */
const X86_UNIT = 4 * KIB;
const X86_LIMIT = 8 * MIB;
/** [QEMU 10.2 hw/loongarch/virt.c, include/hw/loongarch/virt.h] */
const LOONGARCH_UNIT = 256 * KIB;
const LOONGARCH_LIMIT = 16 * MIB;

/**
 * Returns whether code and variables are the two halves of one x86 image: those of edk2 have a power of two in total (2 or 4 MiB), and
 * the code looks for the variables directly below itself.
 */
export function isFlashPair(executable: number, nvram: number): boolean {
  return Number.isInteger(Math.log2(executable + nvram));
}

/** The unit of the size of an image that x86 boards accept with `-bios`: 64 KiB. [QEMU 10.2 hw/i386/x86-common.c] */
export const BIOS_UNIT = 64 * KIB;

/** Returns whether QEMU accepts a file of this size with `-bios` on x86. */
export function isBiosSize(size: number): boolean {
  return size > 0 && size % BIOS_UNIT === 0;
}

function checkMultiples(images: FlashImages, unit: number): FlashProblem[] {
  return checkEach(images, (image, size) =>
    size === 0 || size % unit !== 0 ? { kind: 'multiple', image, size, unit } : undefined,
  );
}

function checkExact(images: FlashImages, required: number): FlashProblem[] {
  return checkEach(images, (image, size) =>
    size === required ? undefined : { kind: 'exact', image, size, required },
  );
}

function checkEach(
  { executable, nvram }: FlashImages,
  check: (image: keyof FlashImages, size: number) => FlashProblem | undefined,
): FlashProblem[] {
  const found = [check('executable', executable), nvram === undefined ? undefined : check('nvram', nvram)];
  return found.filter((problem) => problem !== undefined);
}
