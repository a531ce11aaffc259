import type { Chooser } from '../consumers/chooser';
import type { Firmware } from '../consumers/firmware';
import type { Guest } from '../consumers/guest';
import type { Refusal } from '../consumers/refusal';

/** The descriptor that comes closest to what the guest wants, and what stands between the two. */
export interface Nearest {
  readonly path: string;
  /** One where a single change on either side is enough; more where all of them are wanted. */
  readonly refusals: readonly Refusal[];
}

/** A descriptor that the consumer can use. */
export interface Usable {
  readonly path: string;
  readonly firmware: Firmware;
}

/** Undefined where no descriptor is of the guest's kind, whatever is changed. */
export function findNearest(guest: Guest, usable: readonly Usable[], chooser: Chooser): Nearest | undefined {
  let best: Nearest | undefined;
  for (const { path, firmware } of usable) {
    const refusals = takeFewer(chooser.findRefusals(guest, firmware), best?.refusals.length ?? Infinity);
    if (refusals) best = { path, refusals };
  }
  return best;
}

/** The refusals if there are fewer than that, and none of them is for good. */
function takeFewer(refusals: Iterable<Refusal>, limit: number): readonly Refusal[] | undefined {
  const found: Refusal[] = [];
  for (const refusal of refusals) {
    found.push(refusal);
    if (refusal.isFundamental === true || found.length >= limit) return undefined;
  }
  return found;
}
