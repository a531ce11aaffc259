/** Some bytes of a file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** The most that one read gives, whatever an image's length fields say: 64 MiB, the largest flash device of QEMU's boards. */
export const MAX_READ = 64 * 1024 * 1024;

/** What of a range lies inside `size` bytes; an empty range where the two do not meet, or the numbers make no sense. */
export function clampRange(offset: number, length: number, size: number): ByteRange {
  const isRange = Number.isSafeInteger(offset) && offset >= 0 && offset < size && length > 0;
  if (!isRange) return { offset: 0, length: 0 };
  return { offset, length: Math.min(Math.floor(length), size - offset, MAX_READ) };
}
