import { deflateRawSync } from 'node:zlib';
import { toGuidBytes } from '../../../server/src/images/bytes';
import { bytesOf, file, files, le, padded, pe, section, variableVolume, volume } from './firmwareBytes';

/** Puts whole image files together for tests: containers, kernels, ROMs. */

/** A number of `size` bytes, the highest first. */
export function be(value: number, size: number): number[] {
  return le(value, size).reverse();
}

/** Bytes that do not repeat, so that one that is read from the wrong place shows. */
export function counted(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8) * 13 + (i >> 16)) & 0xff);
}

/** Bytes that nothing compresses, the same on every run. */
export function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = Math.imul(state, 1_664_525) + 1_013_904_223) >>> 24);
}

export interface Qcow2Options {
  readonly version?: 2 | 3;
  readonly clusterBits?: number;
  readonly compressed?: boolean;
  /** Clusters that have no place in the file; they read as zeros. */
  readonly absent?: readonly number[];
  /** What the guest sees; the content's length by default. */
  readonly size?: number;
  /** Header bytes that are laid over the others, by their offset. */
  readonly patches?: Readonly<Record<number, readonly number[]>>;
}

/** A qcow2 file with `content`: header, first table, second tables, data. */
export function qcow2(content: Uint8Array, options: Qcow2Options = {}): Uint8Array {
  const { version = 3, clusterBits = 9, compressed = false, absent = [] } = options;
  const cluster = 2 ** clusterBits;
  const inTable = cluster / 8;
  const pieces = Array.from({ length: Math.ceil(content.length / cluster) }, (_, i) =>
    padded(content.subarray(i * cluster, (i + 1) * cluster), cluster, 0),
  );
  const tables = Math.ceil(pieces.length / inTable);
  const l1Clusters = Math.ceil((tables * 8) / cluster);
  const l2Start = (1 + l1Clusters) * cluster;
  let end = l2Start + tables * cluster;
  const data: Uint8Array[] = [];
  const entries = pieces.map((piece, i) => {
    if (absent.includes(i)) return 0n;
    const stored = compressed ? bytesOf(deflateRawSync(piece), [0xde, 0xad]) : piece;
    const at = BigInt(end);
    const more = BigInt(Math.floor((end + stored.length - 1) / 512) - Math.floor(end / 512));
    data.push(stored);
    end += stored.length;
    return compressed ? (1n << 62n) | (more << BigInt(62 - (clusterBits - 8))) | at : (1n << 63n) | at;
  });
  const header = padded(
    bytesOf(
      [0x51, 0x46, 0x49, 0xfb],
      be(version, 4),
      new Uint8Array(12),
      be(clusterBits, 4),
      be(options.size ?? content.length, 8),
      be(0, 4),
      be(tables, 4),
      be(cluster, 8),
      new Uint8Array(52),
      be(version === 3 ? 104 : 0, 4),
    ),
    cluster,
    0,
  );
  for (const [at, bytes] of Object.entries(options.patches ?? {})) header.set(bytes, Number(at));
  const l1 = Array.from({ length: tables }, (_, i) => entry((1n << 63n) | BigInt(l2Start + i * cluster)));
  const l2 = entries.map(entry);
  return bytesOf(
    header,
    padded(bytesOf(...l1), l1Clusters * cluster, 0),
    padded(bytesOf(...l2), tables * cluster, 0),
    ...data,
  );
}

function entry(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** An IGVM file with a header for each platform, by its number, and one of another type between them. */
export function igvm(platforms: readonly number[], version = 1): Uint8Array {
  const headers = platforms.flatMap((platform) => [
    bytesOf(le(0x101, 4), le(3, 4), [1, 2, 3, 0, 0, 0, 0, 0]),
    bytesOf(le(1, 4), le(16, 4), le(1, 4), [2, platform, 0, 0], new Uint8Array(8)),
  ]);
  const length = headers.reduce((sum, header) => sum + header.length, 0);
  const fixed = bytesOf('IGVM', le(version, 4), le(24, 4), le(length, 4), le(24 + length, 4), le(0, 4));
  return bytesOf(fixed, ...headers);
}

/** The start of an ELF file. */
export function elf(machine: number, { bits = 64, bigEndian = false } = {}): Uint8Array {
  const order = bigEndian ? be : le;
  const identity = bytesOf([0x7f], 'ELF', [bits / 32, bigEndian ? 2 : 1, 1], new Uint8Array(9));
  return padded(bytesOf(identity, order(2, 2), order(machine, 2)), 200, 0);
}

/** A PC ROM of 64 KiB: a far jump and a date in its last bytes. */
export function bios(date = '06/23/99', firstByte = 0xea): Uint8Array {
  const end = bytesOf([firstByte, 0x5b, 0xe0, 0, 0xf0], date, [0, 0xfc, 0]);
  return bytesOf(counted(0x10000 - 16), padded(end, 16));
}

export interface TableEntry {
  readonly guid: string;
  readonly data: Uint8Array;
}

/** An OVMF table with `entries`, the last of them next to its footer, followed by the reset vector. */
export function ovmfEnd(entries: readonly TableEntry[]): Uint8Array {
  const parts = entries.map(({ guid, data }) => bytesOf(data, le(data.length + 18, 2), toGuidBytes(guid)));
  const length = parts.reduce((sum, part) => sum + part.length, 18);
  const footer = bytesOf(le(length, 2), toGuidBytes('96b582de-1fb2-45f7-baea-a366c55a082d'));
  return bytesOf(...parts, footer, new Uint8Array(12), 'VTF\0', padded(bytesOf([0x90, 0x90, 0xe9]), 16));
}

/** A 64-bit x86 image with its variables, code that says nothing, a SEC core, and an OVMF table that ends it. */
export function firmware(table: readonly TableEntry[] = []): Uint8Array {
  const sec = volume(padded(files(file(3, section(0x10, pe(0x8664, 'RELEASE')))), 0x1000 - 0x48));
  const end = ovmfEnd(table);
  sec.set(end, sec.length - end.length);
  return bytesOf(variableVolume([{ name: 'Timeout' }]), sec);
}
