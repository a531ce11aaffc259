import { clampRange } from '../text/byteRange';

/**
 * The only port through which the bytes of an image are read: a 64 MiB file is never read whole. Offsets and lengths are in bytes.
 */
export interface ImageReader {
  /** The size of the image in bytes. */
  readonly size: number;
  /**
   * Reads `length` bytes from `offset` on; fewer at the end, and none beyond it or if the numbers are invalid.
   * Rejects only if the medium fails.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** An image that is already in memory. */
export function makeMemoryReader(bytes: Uint8Array): ImageReader {
  return {
    size: bytes.length,
    read(offset, length) {
      const range = clampRange(offset, length, bytes.length);
      return Promise.resolve(bytes.subarray(range.offset, range.offset + range.length));
    },
  };
}

/** A reader that counts what it reads. */
export interface CountingReader extends ImageReader {
  readonly reads: number;
  /** Bytes that were returned. */
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
