/**
 * What reading one image may cost in total, so no combination of small things costs much. Work in proportion to an image's contents takes
 * from it first: every read, every table and every unpacked byte. A unit is about the work of copying or filling one byte; a second has
 * several hundred million.
 */
export class Budget {
  /** @param left in units */
  constructor(private left: number) {}

  /** Takes `units` away; returns false if too few are left, and from then on always. */
  take(units: number): boolean {
    this.left = units <= this.left ? this.left - units : -1;
    return this.left >= 0;
  }

  /** Returns whether this many units are left. */
  has(units: number): boolean {
    return units <= this.left;
  }

  /** Whether the budget was ever too small, so an image may have more than was found. */
  get isSpent(): boolean {
    return this.left < 0;
  }
}

/** What each read costs besides its bytes: a call into the system, and the parsing of a header. */
export const READ_COST = 4096;

/** What an unpacked byte costs: its creation and its memory. */
export const UNPACKED_COST = 2;
