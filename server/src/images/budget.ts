/**
 * What a look at one image may cost, whatever it is spent on, so that no combination of small things costs much. Whoever works in
 * proportion to what an image says takes from it first: every read, every table and every byte that is unpacked. A unit is about the
 * work that one byte takes to be copied or filled; a second has some hundred million.
 */
export class Budget {
  /** @param left in units */
  constructor(private left: number) {}

  /** Takes `units` away; false, from then on for good, where they are not left. */
  take(units: number): boolean {
    this.left = units <= this.left ? this.left - units : -1;
    return this.left >= 0;
  }

  /** Whether so many units are left. */
  has(units: number): boolean {
    return units <= this.left;
  }

  /** Whether something could not be paid for, so that what was not found may still be there. */
  get isSpent(): boolean {
    return this.left < 0;
  }
}

/** What each read costs besides its bytes: a call into the system, and the parsing of a header. */
export const READ_COST = 4096;

/** What a byte costs that is unpacked: it is made, and there is memory for it. */
export const UNPACKED_COST = 2;
