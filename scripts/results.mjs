import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The counts that a layer of tests leaves.
 * @typedef {{ passed: number, failed: number, skipped: number }} Results
 */

/**
 * Says the counts and writes them for whoever runs the layer.
 * @param {string | undefined} file where to, absolute; nowhere if undefined
 * @param {Results} results
 */
export function keepResults(file, results) {
  console.log(summary(results));
  if (file === undefined) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results));
}

/** @param {Results} results */
export function summary({ passed, failed, skipped }) {
  return `${skipped > 0 ? `${skipped} skipped, ` : ''}${passed} passed, ${failed} failed`;
}
