import type { Random } from './random';

/** What a case took beside its own process, or more exactly. */
export interface Usage {
  /** Of processes that the case started, in milliseconds. */
  readonly cpu: number;
  /** The most that one of them held, in MB. */
  readonly rss: number;
  /** What the question that took longest took, where a case asks many: in milliseconds of CPU time. */
  readonly longest?: number;
}

/** A kind of input, and what must be true whatever it is. */
export interface Target<Input = unknown> {
  readonly name: string;
  /** How many cases `npm test` runs. */
  readonly cases: number;
  /** Makes the input of a case: plain data, kept as JSON if the case fails. */
  make(random: Random): Input;
  /** Rejects if the input broke a promise. @returns what processes that it starts took, and which question took longest */
  check(input: Input): Promise<Usage | undefined>;
}

/** Names a target; the input of one is of no concern to whoever runs it. */
export function makeTarget<Input>(target: Target<Input>): Target {
  return target;
}
