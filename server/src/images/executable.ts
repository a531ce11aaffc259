import { hasSignature, readU16, readU32 } from './bytes';
import type { ImageArchitecture } from './facts';
import type { ImageReader } from './imageReader';

/** The architecture of a PE file or a terse executable (TE) at `offset`; undefined where there is none, or one that is not known. */
export async function readExecutableArchitecture(
  reader: ImageReader,
  offset: number,
): Promise<ImageArchitecture | undefined> {
  const header = await reader.read(offset, DOS_HEADER);
  if (hasSignature(header, 0, 'VZ')) return toArchitecture(readU16(header, 2));
  if (!hasSignature(header, 0, 'MZ')) return undefined;
  const pe = await reader.read(offset + readU32(header, 0x3c), 6);
  return hasSignature(pe, 0, PE_SIGNATURE) ? toArchitecture(readU16(pe, 4)) : undefined;
}

const DOS_HEADER = 0x40;
const PE_SIGNATURE = 'PE\0\0';

/** The architecture of a machine number as PE and TE have it (IMAGE_FILE_MACHINE). */
export function toArchitecture(machine: number): ImageArchitecture | undefined {
  return MACHINES.get(machine);
}

const MACHINES: ReadonlyMap<number, ImageArchitecture> = new Map([
  [0x014c, 'i386'],
  [0x8664, 'x86_64'],
  [0x01c0, 'arm'],
  [0x01c2, 'arm'],
  [0xaa64, 'aarch64'],
  [0x5064, 'riscv64'],
  [0x6264, 'loongarch64'],
]);
