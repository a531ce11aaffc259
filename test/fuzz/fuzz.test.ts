import assert from 'node:assert/strict';
import { keepFailure, runCases, type Summary } from './runCases';
import type { Target } from './target';
import { TARGETS } from './targets';

/** The same cases on every run; `npm run fuzz` uses others. */
const SEED = 1;

/** The number of targets that run in parallel, each in its own process. */
const LANES = 2;

describe('hostile and broken input', function () {
  // CPU time identifies slow cases, and runCases hanging ones, so a busy machine causes no failures.
  this.timeout(0);

  let summaries: ReadonlyMap<string, Promise<Summary>> = new Map();
  before(() => {
    summaries = runAll();
  });

  for (const { name, cases } of TARGETS)
    it(`breaks no guarantee: ${cases} cases of ${name}`, async () => {
      const summary = await summaries.get(name);
      assert.equal(summary?.cases, cases);
      const told = summary.failures.map(
        (failure) => `${keepFailure(failure)}: ${failure.problem.slice(0, 600)}`,
      );
      assert.equal(told.length, 0, `${told.length} cases failed\n${told.slice(0, 5).join('\n')}`);
    });
});

/** Starts the cases of all targets, one after the other in each lane. */
function runAll(): Map<string, Promise<Summary>> {
  const lanes: Promise<unknown>[] = Array.from({ length: LANES }, () => Promise.resolve());
  return new Map(
    TARGETS.map(({ name, cases }: Target, index) => {
      const run = (): Promise<Summary> => runCases({ target: name, seed: SEED, from: 0, to: cases });
      const lane = index % LANES;
      const summary = (lanes[lane] ?? Promise.resolve()).then(run, run);
      lanes[lane] = summary;
      return [name, summary];
    }),
  );
}
