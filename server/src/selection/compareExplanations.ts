import type { Explanation } from './explain';
import { isError } from './outcome';

/** What changes for a guest if another program, or another release of it, chooses the firmware. */
export type Change = 'unchanged' | 'other-firmware' | 'no-longer-starts' | 'now-starts';

/** A file that a guest gets, before and after. */
export interface ChangedPart {
  /** As describeFilledOs calls it. */
  readonly name: 'loader' | 'nvram template' | 'varstore template';
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Comparison {
  readonly change: Change;
  /** The files that differ; empty if the guest does not start before or after. */
  readonly parts: readonly ChangedPart[];
}

/** Returns whether the guest starts, as far as its firmware is concerned. */
export function startsGuest({ outcome }: Pick<Explanation, 'outcome'>): boolean {
  return outcome === 'starts' || outcome === 'own';
}

/**
 * Compares what a guest gets by the files: the image and the templates of its variables. Which descriptor names them does not matter to
 * the guest.
 */
export function compareExplanations(before: Explanation, after: Explanation): Comparison {
  const [started, starts] = [startsGuest(before), startsGuest(after)];
  if (started && !starts) return { change: 'no-longer-starts', parts: [] };
  if (!started && starts) return { change: 'now-starts', parts: [] };
  const parts = started ? listParts(before, after).filter((part) => part.before !== part.after) : [];
  return { change: parts.length > 0 ? 'other-firmware' : 'unchanged', parts };
}

function listParts({ os: before }: Explanation, { os: after }: Explanation): readonly ChangedPart[] {
  return [
    { name: 'loader', before: before.loader?.path, after: after.loader?.path },
    { name: 'nvram template', before: before.nvram?.template, after: after.nvram?.template },
    { name: 'varstore template', before: before.varstore?.template, after: after.varstore?.template },
  ];
}

/** Returns why a guest does not start; undefined if it does, or if no descriptor fits. */
export function findObstacle({ outcome, problems, stopped }: Explanation): string | undefined {
  return startsGuest({ outcome }) ? undefined : (problems.find(isError)?.message ?? stopped);
}
