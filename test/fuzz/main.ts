import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keepFailure, runCases, SLOW, type Failure, type Summary } from './runCases';
import { findTarget, TARGETS } from './targets';

/** Runs cases of all targets in turn until the time is up: see `npm run fuzz` in CONTRIBUTING.md. */
async function fuzz(minutes: number, seed: number, only: readonly string[]): Promise<boolean> {
  const targets = only.length > 0 ? only.map(findTarget) : TARGETS;
  const end = Date.now() + minutes * 60_000;
  const totals = new Map<string, Summary>();
  console.log(`fuzz: seed ${seed}, ${minutes} minutes`);
  for (let round = 0; Date.now() < end; round++)
    for (const { name, cases } of targets) {
      if (Date.now() >= end) break;
      const summary = await runCases({ target: name, seed, from: round * cases, to: (round + 1) * cases });
      for (const failure of summary.failures) tell(failure);
      for (const [number, cpu] of summary.slow) console.log(`slow: ${name} ${number}: ${cpu} ms`);
      totals.set(name, addUp(totals.get(name), summary));
    }
  printTable(totals);
  return [...totals.values()].every(({ failures }) => failures.length === 0);
}

async function replay(file: string): Promise<boolean> {
  const { target, seed, number, input } = JSON.parse(readFileSync(file, 'utf8')) as Failure;
  const { failures, cpu, rss } = await runCases({ target, seed, from: number, to: number + 1, input });
  for (const { problem } of failures) console.log(problem);
  console.log(`${failures.length === 0 ? 'passed' : 'failed'}: ${cpu.toFixed()} ms, ${rss.toFixed()} MB`);
  return failures.length === 0;
}

function tell(failure: Failure): void {
  console.log(`FAILED: ${keepFailure(failure)}: ${failure.problem.split('\n', 2).join(' ').slice(0, 300)}`);
}

function addUp(known: Summary | undefined, more: Summary): Summary {
  if (!known) return more;
  return {
    cases: known.cases + more.cases,
    failures: [...known.failures, ...more.failures],
    slow: [...known.slow, ...more.slow],
    longest: Math.max(known.longest, more.longest),
    cpu: Math.max(known.cpu, more.cpu),
    rss: Math.max(known.rss, more.rss),
  };
}

function printTable(totals: ReadonlyMap<string, Summary>): void {
  const row = (cells: readonly (string | number)[]): void => {
    console.log(cells.map((cell, index) => String(cell)[index === 0 ? 'padEnd' : 'padStart'](14)).join(''));
  };
  row(['target', 'cases', 'failed', `over ${SLOW} ms`, 'longest ms', 'case ms', 'most MB']);
  for (const [name, { cases, failures, slow, longest, cpu, rss }] of totals)
    row([name, cases, failures.length, slow.length, longest.toFixed(), cpu.toFixed(), rss.toFixed()]);
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      replay: { type: 'string' },
    },
  });
  if (values.replay !== undefined) return replay(values.replay);
  const [minutes, seed] = [Number(values.minutes), Number(values.seed ?? Date.now() % 1_000_000)];
  if (!(minutes > 0) || !Number.isInteger(seed)) throw new Error('--minutes and --seed require numbers');
  return fuzz(minutes, seed, values.only);
}

main().then(
  (good) => {
    process.exitCode = good ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
