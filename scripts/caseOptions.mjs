import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/**
 * Which cases are run, and in which order.
 * @typedef {object} Choice
 * @property {string} [only] a part of the titles of the cases to run; all are run if undefined
 * @property {number} [seed] of a random order; the cases run as they are written if undefined
 */

/**
 * Reads the options of a script that runs cases: `[--only TITLE] [--shuffle [SEED]]`, and others of its own.
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

/** Says how to have a random order again. @param {Choice} choice */
export function sayOrder({ seed }) {
  if (seed !== undefined) console.log(`  in the random order of --shuffle ${seed}`);
}
