import { hasSignature, latin1, u16, u16be, u32, u8 } from './bytes';
import { architectureOfMachine } from './executable';
import type { ElfFacts, ImageArchitecture, ImageFacts } from './facts';

/** Bytes from the start of an image that the functions here look at. */
export const HEAD_LENGTH = 1024;

/** ELF's machine numbers (e_machine) of 64-bit files, but for i386 and arm. [System V ABI, and those of the architectures] */
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
export function elfFacts(head: Uint8Array): ElfFacts | undefined {
  if (!hasSignature(head, 0, '\x7fELF')) return undefined;
  const isBigEndian = u8(head, 5) === 2;
  const machine = isBigEndian ? u16be(head, 18) : u16(head, 18);
  const architecture = isBigEndian ? undefined : ELF_MACHINES.get(machine);
  const isOfClass = architecture && (u8(head, 4) === 1) === ELF_32_BIT.has(architecture);
  return { machine, architecture: isOfClass ? architecture : undefined };
}

/** A PE file whose headers lie in the first bytes. */
export function peFacts(head: Uint8Array): ImageFacts['pe'] {
  const at = u32(head, 0x3c);
  if (!hasSignature(head, 0, 'MZ') || !hasSignature(head, at, 'PE\0\0')) return undefined;
  return { architecture: architectureOfMachine(u16(head, at + 4)) };
}

/**
 * The architecture of a Linux kernel: x86 boot protocol from 2.00 on, arm zImage, Image of arm64 and RISC-V, and the mark of
 * the kernels that are PE files first (LoongArch, EFI zboot). [Linux Documentation/arch; include/linux/pe.h]
 */
export function linuxArchitecture(head: Uint8Array): ImageArchitecture | undefined {
  if (u16(head, 0x1fe) === 0xaa55 && hasSignature(head, 0x202, 'HdrS'))
    return u16(head, 0x206) >= 0x20c && u16(head, 0x236) & 1 ? 'x86_64' : 'i386';
  if (u32(head, 0x24) === 0x016f2818) return 'arm';
  if (hasSignature(head, 0x38, 'ARMd')) return 'aarch64';
  if (hasSignature(head, 0x38, 'RSC\x05')) return 'riscv64';
  return u32(head, 0x38) === 0x818223cd ? peFacts(head)?.architecture : undefined;
}

/**
 * The date of a PC BIOS: its last 16 bytes are the reset vector, a far jump, and five bytes behind its start the date as
 * month/day/year. [IBM PC AT Technical Reference]
 *
 * @param tail the last bytes of the image, 16 at least
 */
export function biosDate(tail: Uint8Array): string | undefined {
  const reset = tail.length - 16;
  const date = latin1(tail, reset + 5, 8);
  return u8(tail, reset) === 0xea && /^\d\d\/\d\d\/\d\d$/.test(date) ? date : undefined;
}
