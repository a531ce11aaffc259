import { readGuid, hasSignature, readU16, readU64 } from './bytes';
import type { FirmwareVolume } from './facts';
import type { ImageReader } from './imageReader';

/**
 * Lists the firmware volumes of an image, in their order: at its start, else at the first page that has one, and then each after the other.
 * [PI 1.9, volume 3, EFI_FIRMWARE_VOLUME_HEADER]
 */
export async function findVolumes(reader: ImageReader): Promise<FirmwareVolume[]> {
  const volumes: FirmwareVolume[] = [];
  let misses = 0;
  for (let offset = 0; offset < reader.size && volumes.length < MAX_VOLUMES;) {
    const volume = await readVolume(reader, offset);
    if (volume) volumes.push(volume);
    else if (++misses > MAX_MISSES) break;
    offset = volume ? offset + volume.length : (Math.floor(offset / PAGE) + 1) * PAGE;
  }
  return volumes;
}

/** If an image begins with code for the reset vector, its first volume starts one page later. */
const PAGE = 0x1000;
const MAX_MISSES = 16;
const MAX_VOLUMES = 32;

/** Returns the volume that starts at `offset`, whether its checksum is right or not; undefined if there is none. */
export async function readVolume(reader: ImageReader, offset: number): Promise<FirmwareVolume | undefined> {
  const header = await reader.read(offset, USUAL_HEADER);
  if (!hasSignature(header, 0x28, '_FVH')) return undefined;
  const length = readU64(header, 0x20);
  const headerLength = readU16(header, 0x30);
  const isSound =
    headerLength >= MIN_HEADER && headerLength <= MAX_HEADER && headerLength <= length && length < Infinity;
  if (!isSound) return undefined;
  const whole = headerLength <= header.length ? header : await reader.read(offset, headerLength);
  const guid = readGuid(whole, 0x10);
  const checksum = sumWords(whole, headerLength) === 0;
  return { offset, length, guid, kind: toKind(guid), checksum, headerLength };
}

const USUAL_HEADER = 0x48;
/** Up to the first entry of the block map. */
const MIN_HEADER = 0x38;
const MAX_HEADER = 0x1000;

function toKind(guid: string): FirmwareVolume['kind'] {
  if (FILE_SYSTEMS.includes(guid)) return 'code';
  return guid === NON_VOLATILE_DATA ? 'variables' : 'other';
}

/** Firmware file systems 2 and 3. */
const FILE_SYSTEMS = ['8c8ce578-8a3d-4f1c-9935-896185c32dd3', '5473c07a-3dcb-4dca-bd6f-1e9689e7349a'];
const NON_VOLATILE_DATA = 'fff12b8d-7696-4c8b-a985-2747075b4f50';

function sumWords(bytes: Uint8Array, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 2) sum = (sum + readU16(bytes, at)) & 0xffff;
  return sum;
}
