import { readGuid, readLatin1, readU16, readU32, readU8 } from './bytes';
import type { FirmwareVolume, StoredKeys, VariableStore } from './facts';
import type { Extent } from './firmwareFiles';
import type { ImageReader } from './imageReader';
import { countSignatures, readFirstSubject } from './signatureLists';

/**
 * Reads the variable store in a volume for variables; undefined if the volume has none.
 * [edk2, MdeModulePkg/Include/Guid/VariableFormat.h]
 */
export async function readVariableStore(
  reader: ImageReader,
  volume: FirmwareVolume,
): Promise<VariableStore | undefined> {
  const offset = volume.offset + volume.headerLength;
  const header = await reader.read(offset, STORE_HEADER);
  const guid = readGuid(header, 0);
  if (guid !== AUTHENTICATED && guid !== PLAIN) return undefined;
  const size = readU32(header, 16);
  const authenticated = guid === AUTHENTICATED;
  const end = Math.min(offset + size, volume.offset + volume.length, reader.size);
  const records = await readRecords(reader, { start: offset + STORE_HEADER, end }, authenticated);
  return {
    offset,
    volumeLength: volume.length,
    authenticated,
    size,
    formatted: readU8(header, 20) === FORMATTED,
    healthy: readU8(header, 21) === HEALTHY,
    ...records,
  };
}

const STORE_HEADER = 28;
const AUTHENTICATED = 'aaf32c78-947b-439a-a180-2e144ec37792';
const PLAIN = 'ddcf3616-3275-4164-98b6-fe85707ffe7d';
const FORMATTED = 0x5a;
const HEALTHY = 0xfe;

/** Reads the live records. `extent`: where records can be. */
async function readRecords(reader: ImageReader, extent: Extent, authenticated: boolean): Promise<StoredKeys> {
  const found = new Map<string, Extent>();
  let count = 0;
  let complete = true;
  const layout = authenticated ? AUTHENTICATED_RECORD : PLAIN_RECORD;
  for (let at = extent.start; at + layout.header <= extent.end;) {
    const header = await reader.read(at, layout.header);
    if (header.length < layout.header) complete = false;
    if (readU16(header, 0) !== START) break;
    const nameSize = readU32(header, layout.nameSize);
    const data = at + layout.header + nameSize;
    const end = data + readU32(header, layout.nameSize + 4);
    if (end > extent.end) break;
    const state = readU8(header, 2);
    if (state === ADDED || state === BEING_REPLACED) {
      count++;
      const name = nameSize <= LONGEST_NAME ? listReadNames(readGuid(header, layout.nameSize + 8)) : [];
      const own = name.length > 0 ? readUtf16(await reader.read(at + layout.header, nameSize)) : '';
      // If a record replaces another, it is the valid one.
      if (name.includes(own) && (state === ADDED || !found.has(own))) found.set(own, { start: data, end });
    }
    at = Math.ceil(end / 4) * 4;
  }
  return { count, complete, ...(await readKeys(reader, found)) };
}

/** The offsets of fields in a record: NameSize, then DataSize and VendorGuid. */
const AUTHENTICATED_RECORD = { header: 60, nameSize: 36 } as const;
const PLAIN_RECORD = { header: 32, nameSize: 8 } as const;
const START = 0x55aa;
const ADDED = 0x3f;
const BEING_REPLACED = 0x3e;

/** The variables that decide whether Secure Boot is active, by the GUID of their vendor. */
export function listReadNames(vendor: string): readonly string[] {
  return READ_NAMES[vendor] ?? [];
}

const READ_NAMES: Readonly<Record<string, readonly string[]>> = {
  '8be4df61-93ca-11d2-aa0d-00e098032b8c': ['PK', 'KEK'],
  'd719b2cb-3d3a-4596-a3bc-dad00e67656f': ['db', 'dbx'],
  'f0a30bc7-af08-4556-99c4-001009c93a44': ['SecureBootEnable'],
};
/** In bytes, with its NUL. */
const LONGEST_NAME = 2 * ('SecureBootEnable'.length + 1);

/** ASCII in UTF-16, without the NUL at its end. */
function readUtf16(bytes: Uint8Array): string {
  return readLatin1(bytes, 0, bytes.length).replaceAll('\0', '');
}

/** Reads the variables whose data is at these places. */
export async function readKeys(
  reader: ImageReader,
  found: ReadonlyMap<string, Extent>,
): Promise<Omit<StoredKeys, 'count' | 'complete'>> {
  const count = async (name: string): Promise<number> => {
    const data = found.get(name);
    return data ? countSignatures(reader, data) : 0;
  };
  const pk = found.get('PK');
  const hasPk = pk !== undefined && pk.end > pk.start;
  const subject = hasPk ? await readFirstSubject(reader, pk) : undefined;
  const enable = found.get('SecureBootEnable');
  const secureBootEnable =
    enable && (await reader.read(enable.start, enable.end - enable.start > 0 ? 1 : 0))[0];
  return {
    pk: hasPk ? { subject } : undefined,
    kek: await count('KEK'),
    db: await count('db'),
    dbx: await count('dbx'),
    secureBootEnable,
    enrolled: hasPk && secureBootEnable !== 0,
  };
}
