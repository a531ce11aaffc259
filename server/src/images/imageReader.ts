/**
 * The one port through which the bytes of an image come in: a 64 MiB file is never read whole. Offsets and lengths are in bytes.
 */
export interface ImageReader {
  /** The size in bytes of what is read. */
  readonly size: number;
  /**
   * The bytes from `offset` on: `length` of them, fewer at the end, none beyond it or where the numbers make no sense.
   * Rejects only where the medium fails.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** The most that one read gives, whatever an image's length fields say: 64 MiB, the largest flash device of QEMU's boards. */
export const MAX_READ = 64 * 1024 * 1024;

/** An image that is in memory already. */
export function memoryReader(bytes: Uint8Array): ImageReader {
  return {
    size: bytes.length,
    read(offset, length) {
      const range = clampRange(offset, length, bytes.length);
      return Promise.resolve(bytes.subarray(range.offset, range.offset + range.length));
    },
  };
}

/** What of a range lies inside `size` bytes: whole numbers, an empty range where the two do not meet. */
export function clampRange(
  offset: number,
  length: number,
  size: number,
): { readonly offset: number; readonly length: number } {
  const isRange = Number.isSafeInteger(offset) && offset >= 0 && offset < size && length > 0;
  if (!isRange) return { offset: 0, length: 0 };
  return { offset, length: Math.min(Math.floor(length), size - offset, MAX_READ) };
}

/** A reader that keeps count of what is asked of it. */
export interface CountingReader extends ImageReader {
  readonly reads: number;
  /** Bytes that were handed out. */
  readonly bytes: number;
}

export function countingReader(reader: ImageReader): CountingReader {
  let reads = 0;
  let bytes = 0;
  return {
    size: reader.size,
    async read(offset, length) {
      const found = await reader.read(offset, length);
      reads += 1;
      bytes += found.length;
      return found;
    },
    get reads() {
      return reads;
    },
    get bytes() {
      return bytes;
    },
  };
}
