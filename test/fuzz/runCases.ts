import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HEAP } from './processes';
import { makeRandom } from './random';
import { findTarget } from './targets';
import type { Order, Outcome } from './worker';

/** The limit for a case, in milliseconds of CPU time: high enough for slow and busy machines. */
const MAX_CPU = 5000;

/** Cases with a slower question are listed, because a user would notice. In milliseconds of CPU time. */
export const SLOW = 1000;

/** The memory limit of a process, in MB. */
const MAX_RSS = 700;

/** A case that takes longer by the clock is in an endless loop. In milliseconds. */
const PATIENCE = 180_000;

/** A failed case, as it is saved. */
export interface Failure {
  readonly target: string;
  readonly seed: number;
  readonly number: number;
  readonly problem: string;
  readonly input: unknown;
}

/** The resource usage of some cases of a target. */
export interface Summary {
  readonly cases: number;
  readonly failures: readonly Failure[];
  /** The numbers of the cases with a question above SLOW, with its milliseconds. */
  readonly slow: readonly (readonly [number: number, cpu: number])[];
  readonly longest: number;
  readonly cpu: number;
  readonly rss: number;
}

/** Runs cases in separate processes. A case that ends its process has failed, and the next ones run in a new process. */
export async function runCases(order: Order): Promise<Summary> {
  const outcomes: Outcome[] = [];
  while (order.from + outcomes.length < order.to) {
    const reason = await runWorker({ ...order, from: order.from + outcomes.length }, outcomes);
    const next = order.from + outcomes.length;
    if (next < order.to) outcomes.push({ number: next, cpu: 0, longest: 0, rss: 0, problem: reason });
  }
  const failures = outcomes.flatMap((outcome) => {
    const problem = outcome.problem ?? findExcess(outcome);
    return problem === undefined ? [] : [makeFailure(order, outcome.number, problem)];
  });
  return {
    cases: outcomes.length,
    failures,
    slow: outcomes
      .filter(({ longest }) => longest > SLOW)
      .map(({ number, longest }) => [number, Math.round(longest)]),
    longest: Math.max(0, ...outcomes.map(({ longest }) => longest)),
    cpu: Math.max(0, ...outcomes.map(({ cpu }) => cpu)),
    rss: Math.max(0, ...outcomes.map(({ rss }) => rss)),
  };
}

/** @returns why the process ended, for the case after the last outcome */
function runWorker(order: Order, outcomes: Outcome[]): Promise<string> {
  return new Promise((resolve) => {
    const worker = fork(path.resolve('out/test/fuzz/worker.js'), {
      execArgv: [`--max-old-space-size=${HEAP}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let printed = '';
    worker.stderr?.on('data', (data: Buffer) => (printed = (printed + data.toString()).slice(-4000)));
    let hanging = false;
    const watch = setTimeout(() => {
      hanging = true;
      worker.kill('SIGKILL');
    }, PATIENCE);
    worker.on('message', (outcome: Outcome) => {
      outcomes.push(outcome);
      watch.refresh();
    });
    worker.once('close', (code, signal) => {
      clearTimeout(watch);
      resolve(hanging ? 'does not end' : `ends the process with ${code ?? signal}:\n${printed}`);
    });
    worker.send(order);
  });
}

function findExcess({ cpu, rss }: Outcome): string | undefined {
  if (cpu > MAX_CPU) return `takes ${Math.round(cpu)} ms of CPU time, more than ${MAX_CPU}`;
  return rss > MAX_RSS ? `takes ${Math.round(rss)} MB, more than ${MAX_RSS}` : undefined;
}

function makeFailure({ target, seed, input }: Order, number: number, problem: string): Failure {
  const data = input ?? findTarget(target).make(makeRandom(seed, target, number));
  return { target, seed, number, problem, input: data };
}

/** Saves a failure for `npm run fuzz -- --replay`. @returns its file, relative to the project */
export function keepFailure(failure: Failure): string {
  const { target, seed, number } = failure;
  const file = `out/fuzz/${target}-${seed}-${number}.json`;
  mkdirSync('out/fuzz', { recursive: true });
  writeFileSync(file, JSON.stringify(failure, null, 2));
  return file;
}
