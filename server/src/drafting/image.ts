import { isX86 } from '../descriptor/architectures';
import type { SeenImage } from '../descriptor/surroundings';
import type { ImageArchitecture, ImageContent } from '../images/facts';

/** An image, and what it is called in a descriptor. */
export interface ImageAt extends SeenImage {
  /** Absolute, as the guests' host sees it. */
  readonly path: string;
}

/** The architectures that an image is for, as far as its bytes tell: those of a PC BIOS are two. */
export function listArchitectures({ facts, deep }: SeenImage): readonly ImageArchitecture[] {
  if (facts.content === 'bios') return ['i386', 'x86_64'];
  // QEMU starts guests from IGVM files on x86 only. [QEMU 10.2, backends/igvm-cfg.c]
  if (facts.content === 'igvm') return ['x86_64'];
  // What the modules are for counts: 64-bit firmware may start with 32-bit code.
  const found =
    deep?.dxeArchitecture ??
    facts.core?.architecture ??
    facts.elf?.architecture ??
    facts.linux?.architecture ??
    facts.pe?.architecture;
  return found ? [found] : [];
}

/** The interface that an image offers to guests; undefined where neither its bytes nor its name tell. [FirmwareOSInterface] */
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

/** Whether firmware is for PCs and for nothing else. */
export function isPc(architectures: readonly string[]): boolean {
  return architectures.length > 0 && architectures.every(isX86);
}

export function getBaseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
