import { summary } from './results.mjs';

/**
 * Test layers that run side by side in lanes: while a layer of one lane waits for a guest, a daemon or a window, one of another computes.
 * The layers of a lane run one after the other.
 * @typedef {import('./results.mjs').Results} Results
 *
 * How layers run; scripts/test.mjs has the real way.
 * @typedef {object} How
 * @property {import('./needs.mjs').Needs} needs
 * @property {(name: string) => Promise<Results>} run runs a layer that is built and prepared, and shows its output immediately
 * @property {(name: string) => Promise<{ results: Results, text: string }>} runQuietly the same, but returns the output
 * @property {(text: string) => void} print
 * @property {boolean} isStrict whether a layer that cannot run has failed
 */

const COMPUTING = ['static', 'unit', 'grammar', 'protocol', 'package', 'fuzz', 'corpus'];
const WAITING = ['libvirt', 'qemu', 'vscode', 'ui'];

/** The layers of each lane, in the order in which they run. */
export const LANES = [COMPUTING, WAITING];

/**
 * Whether a layer only uses what the processors have left: VS Code, libvirt and QEMU have time limits of their own, and wait most of the time.
 * @param {string} name
 */
export const yields = (name) => COMPUTING.includes(name);

const FAILURE = { passed: 0, failed: 1, skipped: 0 };

/**
 * Distributes the names of layers among lanes.
 * @param {readonly string[]} names
 * @returns {string[][]} lanes with at least one layer
 */
export const splitLanes = (names) =>
  LANES.map((lane) => lane.filter((name) => names.includes(name))).filter((lane) => lane.length > 0);

/**
 * Runs the layers of all lanes. If there are several lanes, the output of a layer is printed at its end, in one piece.
 * @param {readonly (readonly string[])[]} lanes
 * @param {How} how
 * @returns {Promise<Map<string, Results | undefined>>} by the names of the layers; undefined for one that this machine cannot run
 */
export async function runLanes(lanes, how) {
  const results = new Map();
  const runLayer = lanes.length > 1 ? runBeside : runAlone;
  const runLane = async (lane) => {
    for (const name of lane) results.set(name, await runIfPossible(name, how, runLayer));
  };
  await Promise.all(lanes.map(runLane));
  return results;
}

/** @returns {Promise<Results | undefined>} */
async function runIfPossible(name, how, runLayer) {
  const problem = await findProblem(name, how.needs);
  if (!problem) return runLayer(name, how);
  how.print(`${titleOf(name)}${problem.text}\n`);
  return problem.isFailure || how.isStrict ? FAILURE : undefined;
}

/** Waits for what a layer needs. @returns {Promise<{ text: string, isFailure: boolean } | undefined>} why it cannot run */
async function findProblem(name, needs) {
  const failure = await needs.builds(name);
  // esbuild has printed its own errors already.
  if (failure) return { text: `The build failed. ${failure.errors ? '' : failure.message}`, isFailure: true };
  await needs.machine(name);
  const obstacle = await needs.own(name);
  return obstacle && { text: `This layer cannot run here: ${obstacle.message}`, isFailure: false };
}

async function runAlone(name, { run, print }) {
  const start = Date.now();
  print(titleOf(name));
  const results = await run(name);
  print(endOf(name, results, start));
  return failIfEmpty(results);
}

async function runBeside(name, { runQuietly, print }) {
  const start = Date.now();
  const { results, text } = await runQuietly(name);
  print(titleOf(name) + text + endOf(name, results, start));
  return failIfEmpty(results);
}

const isEmpty = ({ passed, failed, skipped }) => passed + failed + skipped === 0;
const failIfEmpty = (results) => (isEmpty(results) ? FAILURE : results);

const titleOf = (name) => `\n── ${name} ${'─'.repeat(60 - name.length)}\n`;

function endOf(name, results, start) {
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const complaint = isEmpty(results) ? 'This layer has no tests.\n' : '';
  return `${complaint}${name}: ${summary(failIfEmpty(results))} (${seconds} s)\n`;
}
