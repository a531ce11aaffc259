import assert from 'node:assert/strict';
import { keepFailure, runCases, type Summary } from './runCases';
import type { Target } from './target';
import { TARGETS } from './targets';

/** The same cases on every run; `npm run fuzz` has others. */
const SEED = 1;

/** So many targets run side by side, each in a process of its own. */
const LANES = 2;

describe('hostile and broken input', function () {
  // Slow cases are told by their CPU time, hanging ones by runCases: a busy machine is neither.
  this.timeout(0);

  let summaries: ReadonlyMap<string, Promise<Summary>> = new Map();
  before(() => {
    summaries = runAll();
  });

  for (const { name, cases } of TARGETS)
    it(`breaks no promise: ${cases} cases of ${name}`, async () => {
      const summary = await summaries.get(name);
      assert.equal(summary?.cases, cases);
      const told = summary.failures.map(
        (failure) => `${keepFailure(failure)}: ${failure.problem.slice(0, 600)}`,
      );
      assert.equal(told.length, 0, `${told.length} cases failed\n${told.slice(0, 5).join('\n')}`);
    });
});

/** Starts the cases of all targets, each lane's one after the other. */
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
