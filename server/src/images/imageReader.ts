import { clampRange } from '../text/byteRange';

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

/** An image that is in memory already. */
export function makeMemoryReader(bytes: Uint8Array): ImageReader {
  return {
    size: bytes.length,
    read(offset, length) {
      const range = clampRange(offset, length, bytes.length);
      return Promise.resolve(bytes.subarray(range.offset, range.offset + range.length));
    },
  };
}

/** A reader that keeps count of what is asked of it. */
export interface CountingReader extends ImageReader {
  readonly reads: number;
  /** Bytes that were handed out. */
  readonly bytes: number;
}

export function makeCountingReader(reader: ImageReader): CountingReader {
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
