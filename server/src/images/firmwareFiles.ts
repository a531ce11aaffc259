import { readGuid, readU16, readU24, readU32, readU64, readU8 } from './bytes';
import type { FirmwareVolume } from './facts';
import type { ImageReader } from './imageReader';

/** Bytes of an image, `end` excluded. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A file of a firmware volume; its extent is that of its content. [PI 1.9, volume 3, EFI_FFS_FILE_HEADER] */
export interface FirmwareFile extends Extent {
  readonly guid: string;
  readonly type: number;
}

/** The file types that are searched for. */
export const FileType = {
  raw: 0x01,
  securityCore: 0x03,
  peiCore: 0x04,
  dxeCore: 0x05,
  mm: 0x0a,
  mmCore: 0x0d,
  pad: 0xf0,
} as const;

/** Lists the files of a volume, in their order, up to free space or an invalid header. */
export async function* readFiles(reader: ImageReader, volume: FirmwareVolume): AsyncGenerator<FirmwareFile> {
  const end = Math.min(volume.offset + volume.length, reader.size);
  let at = volume.offset + (await findFirstFile(reader, volume));
  while (at + FILE_HEADER <= end) {
    const header = await reader.read(at, LARGE_FILE_HEADER);
    const type = readU8(header, 18);
    if (type === FREE_SPACE) return;
    const isLarge = (readU8(header, 19) & LARGE_FILE) !== 0;
    const headerLength = isLarge ? LARGE_FILE_HEADER : FILE_HEADER;
    const size = isLarge ? readU64(header, 24) : readU24(header, 20);
    if (size < headerLength || size > end - at) return;
    yield { guid: readGuid(header, 0), type, start: at + headerLength, end: at + size };
    at = volume.offset + align(at + size - volume.offset, 8);
  }
}

const FILE_HEADER = 24;
const LARGE_FILE_HEADER = 32;
/** The bit of a file's attributes that says that its size has 64 bits. */
const LARGE_FILE = 0x01;
const FREE_SPACE = 0xff;

/** Returns where the first file of a volume is: after the extended header, if there is one. */
async function findFirstFile(reader: ImageReader, volume: FirmwareVolume): Promise<number> {
  const extended = readU16(await reader.read(volume.offset + 0x34, 2), 0);
  if (extended < volume.headerLength) return align(volume.headerLength, 8);
  const size = readU32(await reader.read(volume.offset + extended + 16, 4), 0);
  return align(extended + Math.max(size, EXTENDED_HEADER), 8);
}

const EXTENDED_HEADER = 20;

/** A section of a file; its extent is that of its content. [PI 1.9, volume 3, EFI_COMMON_SECTION_HEADER] */
export interface Section extends Extent {
  readonly type: number;
  /** How the content is encoded, where the type is `guidDefined`. */
  readonly guid?: string;
}

/** The section types that are searched for. */
export const SectionType = {
  compressed: 0x01,
  guidDefined: 0x02,
  pe32: 0x10,
  te: 0x12,
  volume: 0x17,
} as const;

/** Lists the sections of a file or of an unpacked section, in their order, up to an invalid header. */
export async function* readSections(reader: ImageReader, { start, end }: Extent): AsyncGenerator<Section> {
  let at = start;
  while (at + SECTION_HEADER <= end) {
    const header = await reader.read(at, MAX_SECTION_HEADER);
    const isLarge = readU24(header, 0) === LARGE_SECTION;
    const common = isLarge ? LARGE_SECTION_HEADER : SECTION_HEADER;
    const size = isLarge ? readU32(header, 4) : readU24(header, 0);
    const type = readU8(header, 3);
    const isEncoded = type === SectionType.guidDefined;
    const content = isEncoded ? readU16(header, common + 16) : common;
    if (content < common || size < content || size > end - at) return;
    const extent = { type, start: at + content, end: at + size };
    yield isEncoded ? { ...extent, guid: readGuid(header, common) } : extent;
    at = start + align(at + size - start, 4);
  }
}

const SECTION_HEADER = 4;
const LARGE_SECTION_HEADER = 8;
/** With the GUID and the offset of the content, which only some have. */
const MAX_SECTION_HEADER = LARGE_SECTION_HEADER + 20;
const LARGE_SECTION = 0xffffff;

/** The next multiple of `step`; without bit operations, which would wrap offsets above 2 GiB. */
function align(offset: number, step: number): number {
  return Math.ceil(offset / step) * step;
}
