import { isX86 } from '../descriptor/architectures';
import type { SeenImage } from '../descriptor/surroundings';
import type { ImageArchitecture, ImageContent } from '../images/facts';

/** An image and its path in a descriptor. */
export interface ImageAt extends SeenImage {
  /** Absolute, as the guests' host sees it. */
  readonly path: string;
}

/** Lists the architectures of an image, as far as its bytes show them. A PC BIOS has two. */
export function listArchitectures({ facts, deep }: SeenImage): readonly ImageArchitecture[] {
  if (facts.content === 'bios') return ['i386', 'x86_64'];
  // QEMU starts guests from IGVM files on x86 only. [QEMU 10.2, backends/igvm-cfg.c]
  if (facts.content === 'igvm') return ['x86_64'];
  // The architecture of the modules counts: 64-bit firmware may start with 32-bit code.
  const found =
    deep?.dxeArchitecture ??
    facts.core?.architecture ??
    facts.elf?.architecture ??
    facts.linux?.architecture ??
    facts.pe?.architecture;
  return found ? [found] : [];
}

/** Returns the interface that an image offers to guests; undefined if neither its bytes nor its name show it. [FirmwareOSInterface] */
export function findInterface({ path, program, facts: { content } }: ImageAt): string | undefined {
  if (program === 'u-boot') return 'uboot';
  return OF_CONTENT[content] ?? OF_NAME.find(([name]) => name.test(getBaseName(path)))?.[1];
}

const OF_CONTENT: Readonly<Partial<Record<ImageContent, string>>> = {
  uefi: 'uefi',
  bios: 'bios',
  igvm: 'uefi',
};

const OF_NAME: readonly (readonly [RegExp, string])[] = [
  [/u-?boot/i, 'uboot'],
  [/openbios|open-?firmware|slof/i, 'openfirmware'],
];

/** Returns whether firmware is only for PCs. */
export function isPc(architectures: readonly string[]): boolean {
  return architectures.length > 0 && architectures.every(isX86);
}

export function getBaseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
