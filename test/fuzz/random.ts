import { randomNumbers } from '../unit/support/randomNumbers';

/** Random choices, the same for the same seed. */
export class Random {
  private readonly next: (below: number) => number;

  constructor(seed: number) {
    this.next = randomNumbers(seed);
  }

  /** A whole number from 0 up to `limit`. */
  below(limit: number): number {
    return this.next(limit);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.next(most - least + 1);
  }

  /** True in one of `times` cases. */
  oneIn(times: number): boolean {
    return this.next(times) === 0;
  }

  oneOf<T>(all: readonly T[]): T {
    return all[this.next(all.length)] as T;
  }

  /** A list of `least` to `most` results. */
  several<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: this.between(least, most) }, make);
  }
}

/** Returns the choices of one case; neighbouring cases, seeds and targets are unrelated. (FNV-1a, then a mixer of MurmurHash3) */
export function makeRandom(seed: number, target: string, number: number): Random {
  let state = 0x811c9dc5;
  for (const character of `${seed}/${target}/${number}`)
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  // xorshift would stay at 0 forever.
  return new Random((state ^ (state >>> 16)) | 1);
}
