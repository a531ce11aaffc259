import { readGuid, hasSignature, readU16, readU32 } from './bytes';
import type { OvmfTable } from './facts';
import type { ImageReader } from './imageReader';

/** The table ends where the reset vector begins, 32 bytes before the end of the image. */
const END_OF_TABLE = 32;
/** A 16-bit length followed by a GUID, the last bytes of every entry. */
const ENTRY_END = 18;
const FOOTER = '96b582de-1fb2-45f7-baea-a366c55a082d';
/** Far more entries than any table has. */
const MAX_ENTRIES = 64;
const MAX_SECTIONS = 64;

/** The entries that are understood. */
const ENTRY = {
  sevEsReset: '00f771de-1a7e-4fcb-890e-68c77e2fb44e',
  sevSecret: '4c2eb361-7d9b-4cc3-8081-127c90d3d294',
  sevHashes: '7255371f-3a3b-4b04-927b-1da6efa8d454',
  sevMetadata: 'dc886566-984a-4798-a75e-5585a7bf67cc',
  tdxMetadata: 'e47a6535-984a-4798-865e-4685a7bf8ec2',
  igvmParameters: '784fa70e-3176-4677-8a20-04b68699e374',
} as const;

/** The layout of the sections of a metadata block: all blocks have 16 bytes before the first section. */
const SEV_SECTIONS = { signature: 'ASEV', length: 12, type: 8 };
const TDX_SECTIONS = { signature: 'TDVF', length: 32, type: 24 };

/** Bytes from the end of an image that `readOvmfTable` needs first. */
export const TAIL_LENGTH = 512;

/**
 * Reads OVMF's table of GUIDed entries backwards from its footer: data, length, GUID.
 * [edk2 OvmfPkg/ResetVector; QEMU hw/i386/pc_sysfw_ovmf.c]
 *
 * @param tail the last TAIL_LENGTH bytes of the image, or all
 */
export async function readOvmfTable(tail: Uint8Array, reader: ImageReader): Promise<OvmfTable | undefined> {
  const footer = tail.length - END_OF_TABLE - ENTRY_END;
  if (footer < 0 || readGuid(tail, footer + 2) !== FOOTER) return undefined;
  const length = readU16(tail, footer);
  const offset = reader.size - END_OF_TABLE - length;
  if (length < ENTRY_END || offset < 0) return undefined;
  const inTail = length + END_OF_TABLE <= tail.length;
  const table = inTail
    ? tail.subarray(tail.length - END_OF_TABLE - length, tail.length - END_OF_TABLE)
    : await reader.read(offset, length);

  const entries = readEntries(table);
  const sizeAt = (guid: string): number | undefined => {
    const data = entries.get(guid);
    return data && readU32(data, 4);
  };
  const hashes = sizeAt(ENTRY.sevHashes);
  const sevMetadata = await readSectionTypes(entries.get(ENTRY.sevMetadata), SEV_SECTIONS, reader);
  const tdvf = await readSectionTypes(entries.get(ENTRY.tdxMetadata), TDX_SECTIONS, reader);
  return {
    offset,
    sevEs: entries.has(ENTRY.sevEsReset),
    sevSecret: (sizeAt(ENTRY.sevSecret) ?? 0) > 0,
    sevHashes: hashes === undefined ? 'absent' : hashes === 0 ? 'unsupported' : 'supported',
    sevMetadata,
    tdvf,
    igvm: entries.has(ENTRY.igvmParameters),
    entries: [...entries.keys()],
  };
}

/** The data of each entry, by GUID, from the last to the first. */
function readEntries(table: Uint8Array): Map<string, Uint8Array> {
  const entries = new Map<string, Uint8Array>();
  let end = table.length - ENTRY_END;
  for (let i = 0; i < MAX_ENTRIES && end >= ENTRY_END; i++) {
    const length = readU16(table, end - ENTRY_END);
    if (length < ENTRY_END || length > end) break;
    entries.set(readGuid(table, end - 16), table.subarray(end - length, end - ENTRY_END));
    end -= length;
  }
  return entries;
}

/** The types of the sections of a metadata block. An entry's data is how far before the end of the image its block begins. */
async function readSectionTypes(
  data: Uint8Array | undefined,
  layout: typeof SEV_SECTIONS,
  reader: ImageReader,
): Promise<number[] | undefined> {
  if (!data) return undefined;
  const offset = reader.size - readU32(data, 0);
  const head = await reader.read(offset, 16);
  if (!hasSignature(head, 0, layout.signature)) return undefined;
  const count = Math.min(readU32(head, 12), MAX_SECTIONS);
  const sections = await reader.read(offset + 16, count * layout.length);
  const whole = Math.floor(sections.length / layout.length);
  return Array.from({ length: whole }, (_, i) => readU32(sections, i * layout.length + layout.type));
}
