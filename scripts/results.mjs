import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The counts of a test layer.
 * @typedef {{ passed: number, failed: number, skipped: number }} Results
 *
 * A test case and its outcome.
 * @typedef {{ title: string, state: 'passed' | 'failed' | 'skipped', error?: string }} Outcome
 */

/**
 * Writes the counts for the script that runs the layer.
 * @param {string | undefined} file absolute path to write to; nothing is written if undefined
 * @param {Results} results
 */
export function keepResults(file, results) {
  if (file === undefined) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results));
}

/** Prints one outcome. @param {Outcome} outcome */
export function say({ title, state, error }) {
  const marks = { passed: '✔', failed: '✘', skipped: '-' };
  console.log(`  ${marks[state]} ${title}${state === 'skipped' ? ' (skipped)' : ''}`);
  if (error) console.log(error.replace(/^/gm, '      '));
}

/** @param {Outcome[]} outcomes @returns {Results} */
export function count(outcomes) {
  const of = (state) => outcomes.filter((outcome) => outcome.state === state).length;
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

/** @param {Results} results @returns {string} such as `3 skipped, 120 passed, 0 failed` */
export function summary({ passed, failed, skipped }) {
  return `${skipped > 0 ? `${skipped} skipped, ` : ''}${passed} passed, ${failed} failed`;
}

/** @param {string} title @returns {string} a name for a file, without a suffix */
export const fileNameOf = (title) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
