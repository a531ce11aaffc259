import { hasSignature, readLatin1, readU16, readU16be, readU32, readU8 } from './bytes';
import { toArchitecture } from './executable';
import type { ElfFacts, ImageArchitecture, ImageFacts } from './facts';

/** Bytes from the start of an image that these functions read. */
export const HEAD_LENGTH = 1024;

/** ELF's machine numbers (e_machine) of 64-bit files, except for i386 and arm. [System V ABI, and those of the architectures] */
const ELF_MACHINES = new Map<number, ImageArchitecture>([
  [3, 'i386'],
  [40, 'arm'],
  [62, 'x86_64'],
  [183, 'aarch64'],
  [243, 'riscv64'],
  [258, 'loongarch64'],
]);
const ELF_32_BIT: ReadonlySet<ImageArchitecture> = new Set(['i386', 'arm']);

/** An ELF file of either class and byte order. */
export function readElfFacts(head: Uint8Array): ElfFacts | undefined {
  if (!hasSignature(head, 0, '\x7fELF')) return undefined;
  const isBigEndian = readU8(head, 5) === 2;
  const machine = isBigEndian ? readU16be(head, 18) : readU16(head, 18);
  const architecture = isBigEndian ? undefined : ELF_MACHINES.get(machine);
  const isOfClass = architecture && (readU8(head, 4) === 1) === ELF_32_BIT.has(architecture);
  return { machine, architecture: isOfClass ? architecture : undefined };
}

/** A PE file whose headers are in the first bytes. */
export function readPeFacts(head: Uint8Array): ImageFacts['pe'] {
  const at = readU32(head, 0x3c);
  if (!hasSignature(head, 0, 'MZ') || !hasSignature(head, at, 'PE\0\0')) return undefined;
  return { architecture: toArchitecture(readU16(head, at + 4)) };
}

/**
 * Returns the architecture of a Linux kernel: x86 boot protocol 2.00 and later, arm zImage, Image of arm64 and RISC-V, and the mark of
 * kernels that are also PE files (LoongArch, EFI zboot). [Linux Documentation/arch; include/linux/pe.h]
 */
export function readLinuxArchitecture(head: Uint8Array): ImageArchitecture | undefined {
  if (readU16(head, 0x1fe) === 0xaa55 && hasSignature(head, 0x202, 'HdrS'))
    return readU16(head, 0x206) >= 0x20c && readU16(head, 0x236) & 1 ? 'x86_64' : 'i386';
  if (readU32(head, 0x24) === 0x016f2818) return 'arm';
  if (hasSignature(head, 0x38, 'ARMd')) return 'aarch64';
  if (hasSignature(head, 0x38, 'RSC\x05')) return 'riscv64';
  return readU32(head, 0x38) === 0x818223cd ? readPeFacts(head)?.architecture : undefined;
}

/**
 * Returns the date of a PC BIOS: its last 16 bytes are the reset vector, a far jump, and five bytes after its start the date as
 * month/day/year. [IBM PC AT Technical Reference]
 *
 * @param tail the last bytes of the image, at least 16
 */
export function readBiosDate(tail: Uint8Array): string | undefined {
  const reset = tail.length - 16;
  const date = readLatin1(tail, reset + 5, 8);
  return readU8(tail, reset) === 0xea && /^\d\d\/\d\d\/\d\d$/.test(date) ? date : undefined;
}
