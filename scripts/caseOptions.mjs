import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/**
 * Which cases run, and in which order.
 * @typedef {object} Choice
 * @property {string} [only] a part of the titles of the cases to run; all cases if undefined
 * @property {number} [seed] of a random order; the order in the source if undefined
 */

/**
 * Reads the options of a script that runs cases: `[--only TITLE] [--shuffle [SEED]]`, and the script's own.
 * @template {import('node:util').ParseArgsOptionsConfig} T
 * @param {string[]} args
 * @param {T} own
 */
export function readCaseOptions(args, own) {
  const { values, positionals } = parseArgs({
    args,
    options: { ...own, only: { type: 'string' }, shuffle: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [given, ...rest] = positionals;
  const seed = given === undefined ? randomInt(2 ** 31) : Number(given);
  if (rest.length > 0 || (given !== undefined && !values.shuffle) || !Number.isInteger(seed))
    throw new Error(`Unexpected argument “${rest[0] ?? given}”: only --shuffle takes one, a whole number.`);
  const { only, shuffle, ...others } = values;
  return { ...others, choice: { only, seed: shuffle ? seed : undefined } };
}

/** Prints how to repeat a random order. @param {Choice} choice */
export function printOrder({ seed }) {
  if (seed !== undefined) console.log(`  in the random order of --shuffle ${seed}`);
}
