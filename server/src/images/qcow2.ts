import { clampRange, type ByteRange } from '../text/byteRange';
import { UNPACKED_COST, type Budget } from './budget';
import { hasSignature, readU32be, readU64be, readU8 } from './bytes';
import { CompressedCluster } from './compressedCluster';
import type { Qcow2Facts, Qcow2Refusal } from './facts';
import type { ImageReader } from './imageReader';

/** An image as the guest sees it. */
export interface GuestImage {
  readonly format: 'raw' | 'qcow2';
  readonly qcow2?: Qcow2Facts | undefined;
  /** The size that the guest sees; 0 if a qcow2 header has an impossible one. */
  readonly size: number;
  /** Absent if the content of a qcow2 file is not read. */
  readonly reader?: ImageReader | undefined;
}

/**
 * Reads what the guest sees through the clusters of a qcow2 file, version 2 or 3; the guest sees any other file unchanged.
 * Also reads clusters that are compressed with deflate, but nothing that `Qcow2Refusal` names. [QEMU docs/interop/qcow2.rst]
 *
 * @param budget pays for unpacking, including repeated unpacking: clusters beyond it cannot be read
 */
export async function readGuestImage(file: ImageReader, budget: Budget): Promise<GuestImage> {
  const header = await file.read(0, 112);
  const version = readU32be(header, 4);
  if (!hasSignature(header, 0, 'QFI\xfb') || (version !== 2 && version !== 3))
    return { format: 'raw', size: file.size, reader: file };

  const clusterBits = readU32be(header, 20);
  const isClusterSize = clusterBits >= 9 && clusterBits <= 21;
  const size = readU64be(header, 24);
  const declined =
    findRefusal(header, version) ?? (isClusterSize && hasTable(header, file.size) ? undefined : 'broken');
  const qcow2 = { version, clusterSize: isClusterSize ? 2 ** clusterBits : 0, declined };
  return {
    format: 'qcow2',
    qcow2,
    size: Number.isFinite(size) ? size : 0,
    reader: declined ? undefined : makeClusterReader(file, size, clusterBits, readU64be(header, 40), budget),
  };
}

/** The bits of the header's incompatible features. A dirty (0) or corrupt (1) file can still be read. */
const FEATURE = { dataFile: 0x04, compressionType: 0x08, extendedL2: 0x10, unknown: ~0x1f };

function findRefusal(header: Uint8Array, version: number): Qcow2Refusal | undefined {
  if (readU64be(header, 8) !== 0) return 'backing-file';
  if (readU32be(header, 32) !== 0) return 'encrypted';
  if (version === 2) return undefined;
  const features = readU32be(header, 76);
  if (features & FEATURE.dataFile) return 'data-file';
  if (features & FEATURE.extendedL2) return 'extended-l2';
  if (readU32be(header, 72) !== 0 || features & FEATURE.unknown) return 'unknown-feature';
  if (features & FEATURE.compressionType && readU8(header, 104) !== 0)
    return readU8(header, 104) === 1 ? 'zstd' : 'unknown-feature';
  return undefined;
}

/** Returns whether the first table is in the file, and large enough for the size that the guest sees. */
function hasTable(header: Uint8Array, fileSize: number): boolean {
  const clusterSize = 2 ** readU32be(header, 20);
  const bytesOfEntry = clusterSize * (clusterSize / 8);
  const entries = Math.ceil(readU64be(header, 24) / bytesOfEntry);
  return entries <= readU32be(header, 36) && readU64be(header, 40) + entries * 8 <= fileSize;
}

/** The number of compressed clusters to keep, as an image is read in many small pieces: at most 8 MiB. */
const KEPT_CLUSTERS = 4;

/** Reads what the guest sees; less if the file was cut off, is damaged, or returns less than requested. */
function makeClusterReader(
  file: ImageReader,
  size: number,
  clusterBits: number,
  l1Offset: number,
  budget: Budget,
): ImageReader {
  const clusterSize = 2 ** clusterBits;
  const entriesInTable = clusterSize / 8;
  const compressed = new Map<bigint, CompressedCluster>();

  const entryAt = async (table: number, index: number): Promise<bigint | undefined> => {
    const bytes = await file.read(table + index * 8, 8);
    return bytes.length < 8 ? undefined : new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  };
  // Reads come in runs: each cluster is looked up once for all reads in it.
  let last: { readonly cluster: number; readonly entry: bigint | undefined } | undefined;
  const entryOf = async (cluster: number): Promise<bigint | undefined> => {
    if (cluster !== last?.cluster) {
      const table = await entryAt(l1Offset, Math.floor(cluster / entriesInTable));
      const l2Table = table && readHostOffset(table);
      last = { cluster, entry: l2Table ? await entryAt(l2Table, cluster % entriesInTable) : table };
    }
    return last.entry;
  };
  const compressedCluster = (entry: bigint): CompressedCluster | undefined => {
    const kept = compressed.get(entry);
    if (kept) return kept;
    if (!budget.take(clusterSize * UNPACKED_COST)) return undefined;
    const cluster = new CompressedCluster(file, readCompressedRange(entry, clusterBits), clusterSize);
    const oldest = compressed.keys().next();
    if (compressed.size >= KEPT_CLUSTERS && !oldest.done) compressed.delete(oldest.value);
    compressed.set(entry, cluster);
    return cluster;
  };
  /** Fills `target` with bytes from one cluster. Returns their number, which is smaller if they cannot be read. */
  const readInCluster = async (offset: number, target: Uint8Array): Promise<number> => {
    const cluster = Math.floor(offset / clusterSize);
    const within = offset % clusterSize;
    const entry = await entryOf(cluster);
    if (entry === undefined) return 0;
    if (entry & COMPRESSED) {
      const found = await compressedCluster(entry)?.read(within, within + target.length);
      target.set(found ?? []);
      return found?.length ?? 0;
    }
    const host = readHostOffset(entry);
    if (host === 0 || entry & ALL_ZEROS) return target.length;
    const found = await file.read(host + within, target.length);
    target.set(found);
    // The last cluster of a file may end early, and continues with zeros; one that begins after the end is lost.
    const isAll = found.length === clampRange(host + within, target.length, file.size).length;
    return isAll && host < file.size ? target.length : found.length;
  };
  return {
    size,
    async read(offset, length) {
      const range = clampRange(offset, length, size);
      const bytes = new Uint8Array(range.length);
      for (let done = 0; done < range.length;) {
        const at = range.offset + done;
        const count = Math.min(range.length - done, clusterSize - (at % clusterSize));
        const found = await readInCluster(at, bytes.subarray(done, done + count));
        done += found;
        if (found < count) return bytes.subarray(0, done);
      }
      return bytes;
    },
  };
}

const COMPRESSED = 1n << 62n;
const ALL_ZEROS = 1n;

/** Returns the offset of the table or cluster of an entry: bits 9 to 55; 0 for none. Always below 2^53. */
function readHostOffset(entry: bigint): number {
  const offset = entry & 0x00ff_ffff_ffff_fe00n;
  return offset > BigInt(Number.MAX_SAFE_INTEGER) ? 0 : Number(offset);
}

/** Returns the range of a compressed cluster: it starts at any byte, and ends in the last of a number of 512-byte sectors. */
function readCompressedRange(entry: bigint, clusterBits: number): ByteRange {
  const offsetBits = 62n - BigInt(clusterBits - 8);
  const offset = entry & ((1n << offsetBits) - 1n);
  const moreSectors = (entry & (COMPRESSED - 1n)) >> offsetBits;
  return {
    offset: offset > BigInt(Number.MAX_SAFE_INTEGER) ? -1 : Number(offset),
    length: (Number(moreSectors) + 1) * 512 - Number(offset % 512n),
  };
}
