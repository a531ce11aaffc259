import { setImmediate } from 'node:timers/promises';
import type { FileReport } from './lintFile';

/** Some of the files that a search found. Plain data, which threads exchange. */
export interface Batch {
  readonly files: readonly string[];
  /** Those of them that their folder does not list as regular files, such as links. */
  readonly special: ReadonlySet<string>;
  /** The number of files before them, and the number of all. */
  readonly start: number;
  readonly total: number;
}

/** What the files of a batch gave. Plain data, which threads exchange. */
export interface Checked {
  readonly reports: readonly FileReport[];
  /** What could not be read, and why; one line each. */
  readonly problems: readonly string[];
}

/** Another thread that checks batches. */
export interface Helper {
  /** Whether it takes another batch now. */
  readonly isFree: boolean;
  /** Rejects if the thread ends without an answer. */
  check(batch: Batch): Promise<Checked>;
}

/** Small, so that the first results come early and threads end at about the same time. */
const BATCH = 32;

/** The number of batches that are kept while an earlier one is checked. */
const AHEAD = 64;

/** Divides the files that a search found. */
export function* splitIntoBatches(files: readonly string[], special: ReadonlySet<string>): Iterable<Batch> {
  for (let start = 0; start < files.length; start += BATCH) {
    const some = files.slice(start, start + BATCH);
    const odd = special.size === 0 ? special : new Set(some.filter((file) => special.has(file)));
    yield { files: some, special: odd, start, total: files.length };
  }
}

/**
 * Checks batches here and, if there is a helper, in another thread at the same time; gives the results in order. A batch that the helper
 * leaves without an answer is checked here. While the caller is busy with a result, at most AHEAD others are kept.
 */
export async function* checkBatches(
  batches: readonly Batch[],
  check: (batch: Batch) => Promise<Checked>,
  helper?: Helper,
): AsyncGenerator<Checked> {
  const done = new Map<number, Checked>();
  const asked = new Map<number, Promise<void>>();
  const left: number[] = [];
  let next = 0;
  const ask = async (at: number, batch: Batch, thread: Helper): Promise<void> => {
    try {
      done.set(at, await thread.check(batch));
    } catch {
      left.push(at);
    } finally {
      asked.delete(at);
    }
  };
  const take = (current: number): number | undefined =>
    next < Math.min(batches.length, current + AHEAD) ? next++ : undefined;
  for (let current = 0; current < batches.length;) {
    while (helper?.isFree === true) {
      const at = take(current);
      const batch = at === undefined ? undefined : batches[at];
      if (at === undefined || !batch) break;
      asked.set(at, ask(at, batch, helper));
    }
    const result = done.get(current);
    if (result) {
      done.delete(current++);
      yield result;
      continue;
    }
    const at = left.pop() ?? take(current);
    const own = at === undefined ? undefined : batches[at];
    if (at === undefined || !own) {
      // Whatever is neither done nor left is with the helper.
      await Promise.race(asked.values());
      continue;
    }
    done.set(at, await check(own));
    // Answers of the helper arrive between two turns of the event loop.
    if (helper) await setImmediate();
  }
}
