import type { Chooser } from './chooser';
import type { Firmware, Guest, Refusal } from './guest';

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
export function nearest(guest: Guest, usable: readonly Usable[], chooser: Chooser): Nearest | undefined {
  let best: Nearest | undefined;
  for (const { path, firmware } of usable) {
    const refusals = [...chooser.refusals(guest, firmware)];
    if (refusals.some(({ isFundamental }) => isFundamental === true)) continue;
    if (best === undefined || refusals.length < best.refusals.length) best = { path, refusals };
  }
  return best;
}
