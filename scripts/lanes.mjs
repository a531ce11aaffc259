import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { add, layers } from './layers.mjs';
import { onStop } from './processes.mjs';
import { inProject } from './project.mjs';
import { summary } from './results.mjs';

/**
 * Two lanes of layers, side by side: those that keep the processors busy, and those that wait for a guest, a daemon or a window.
 * @typedef {import('./results.mjs').Results} Results
 * @typedef {{ name: string, results?: Results }} Row results: absent if this machine cannot run the layer
 */

const none = { passed: 0, failed: 0, skipped: 0 };

/** @param {string[]} names @returns {[string[], string[]]} the layers of each lane */
export const splitLanes = (names) => [
  names.filter((name) => !layers[name].waits),
  names.filter((name) => layers[name].waits),
];

/**
 * Runs layers one after the other, and prints how each went.
 * @param {string[]} names
 * @param {(name: string) => Promise<unknown>} prepare rejects if the layer cannot run on this machine
 * @returns {Promise<Row[]>}
 */
export async function runLane(names, prepare = (name) => layers[name].prepare?.()) {
  const rows = [];
  for (const name of names) {
    console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
    const start = Date.now();
    const results = await runLayer(name, prepare);
    const outcome = results ? summary(results) : 'NOT RUN, see above';
    console.log(`${name}: ${outcome} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    rows.push({ name, results });
  }
  return rows;
}

/** @returns {Promise<Results | undefined>} undefined if this machine cannot run the layer */
async function runLayer(name, prepare) {
  try {
    await prepare(name);
  } catch (error) {
    console.error(`This layer cannot run here: ${error.message}`);
    return process.env.CI ? { ...none, failed: 1 } : undefined;
  }
  const results = await layers[name].run();
  if (results.passed + results.failed + results.skipped > 0) return results;
  console.error('This layer has no tests.');
  return { ...none, failed: 1 };
}

/**
 * Starts a process that runs layers (scripts/test-lane.mjs).
 * @param {string[]} names
 * @returns {() => Promise<Row[]>} waits for its end and prints what it printed
 */
export function startLane(names) {
  if (names.length === 0) return () => Promise.resolve([]);
  const file = inProject('out/results/lane.json');
  rmSync(file, { force: true });
  const child = spawn(process.execPath, [inProject('scripts/test-lane.mjs'), file, ...names], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const ended = new Promise((resolve) => child.on('close', resolve).on('error', resolve));
  const forget = onStop(() => {
    child.kill();
    return ended;
  });
  return async () => {
    await ended;
    forget();
    process.stdout.write(printed);
    const rows = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
    // A lane that broke off has failed.
    return names.map(
      (name) => rows.find((row) => row.name === name) ?? { name, results: { ...none, failed: 1 } },
    );
  };
}

/** @param {Row[]} rows @returns {Results} */
export const addUp = (rows) => rows.reduce((total, { results = none }) => add(total, results), none);
