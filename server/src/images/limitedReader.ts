import { clampRange } from '../text/byteRange';
import { READ_COST, type Budget } from './budget';
import type { ImageReader } from './imageReader';

/** A reader with a limit, or one that reads from such a reader. */
export interface LimitedReader extends ImageReader {
  /** Bytes that may still be read. */
  readonly left: number;
  /** Whether a read returned less than the image has, so the image may have more than was found. */
  cameShort(): boolean;
}

/**
 * Reads at most `bytes` in total, and only what the budget pays for; further reads behave as if the image ended there. All code that
 * walks an image through it ends, as each step has to read something, so no image can keep it busy.
 */
export function makeLimitedReader(reader: ImageReader, budget: Budget, bytes = Infinity): LimitedReader {
  const { size } = reader;
  let left = bytes;
  let cameShort = false;
  return {
    size,
    async read(offset, length) {
      const allowed = Math.min(clampRange(offset, length, size).length, left);
      const found = budget.take(READ_COST + allowed) ? await reader.read(offset, allowed) : NOTHING;
      left -= found.length;
      cameShort ||= found.length < clampRange(offset, length, size).length;
      return found;
    },
    get left() {
      return left;
    },
    cameShort: () => cameShort,
  };
}

const NOTHING = new Uint8Array(0);
