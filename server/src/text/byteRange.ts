/** Some bytes of a file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** The maximum size of one read, regardless of an image's length fields: 64 MiB, the largest flash device of QEMU's boards. */
export const MAX_READ = 64 * 1024 * 1024;

/** Limits a range to `size` bytes; returns an empty range if it is outside or the numbers are invalid. */
export function clampRange(offset: number, length: number, size: number): ByteRange {
  const isRange = Number.isSafeInteger(offset) && offset >= 0 && offset < size && length > 0;
  if (!isRange) return { offset: 0, length: 0 };
  return { offset, length: Math.min(Math.floor(length), size - offset, MAX_READ) };
}
