import { clampRange } from '../text/byteRange';
import { READ_COST, type Budget } from './budget';
import type { ImageReader } from './imageReader';

/** A reader that has a limit, or reads from one that has. */
export interface LimitedReader extends ImageReader {
  /** Bytes that may still be read. */
  readonly left: number;
  /** Whether a read gave less than there is, so that what was not found may still be there. */
  cameShort(): boolean;
}

/**
 * Reads no more than `bytes` in all, and nothing that the budget does not pay for; what goes beyond reads as if the image ended there.
 * Whatever walks an image through it comes to an end, as each step has to read something: so no image can keep it busy.
 */
export function makeLimitedReader(reader: ImageReader, budget: Budget, bytes = Infinity): LimitedReader {
  const { size } = reader;
  let left = bytes;
  let cameShort = false;
  return {
    size,
    async read(offset, length) {
      const wanted = Math.min(clampRange(offset, length, size).length, left);
      const found = budget.take(READ_COST + wanted) ? await reader.read(offset, wanted) : NOTHING;
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
