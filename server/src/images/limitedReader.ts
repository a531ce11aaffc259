import type { ImageReader } from './imageReader';

/**
 * Reads no more than `bytes` in all; what goes beyond reads as if the image ended there. Whatever walks an image through it comes to an
 * end, as each step has to read something: so no image can keep it busy.
 */
export function limitedReader(reader: ImageReader, bytes: number): ImageReader {
  let left = bytes;
  return {
    size: reader.size,
    async read(offset, length) {
      const found = await reader.read(offset, Math.min(length, left));
      left -= found.length;
      return found;
    },
  };
}
