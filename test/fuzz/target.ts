import type { Random } from './random';

/** The usage of a case outside its own process, or more exact values. */
export interface Usage {
  /** CPU time of processes that the case started, in milliseconds. */
  readonly cpu: number;
  /** The peak memory of one of them, in MB. */
  readonly rss: number;
  /** The CPU time of the slowest question, in milliseconds, if a case asks several. */
  readonly longest?: number;
}

/** A kind of input, and what must be true for every such input. */
export interface Target<Input = unknown> {
  readonly name: string;
  /** How many cases `npm test` runs. */
  readonly cases: number;
  /** Makes the input of a case: plain data that is saved as JSON if the case fails. */
  make(random: Random): Input;
  /** Rejects if the input broke a guarantee. @returns the usage of the processes that it started, and the slowest question */
  check(input: Input): Promise<Usage | undefined>;
}

/** Creates a target; its input type is hidden from the code that runs it. */
export function makeTarget<Input>(target: Target<Input>): Target {
  return target;
}
