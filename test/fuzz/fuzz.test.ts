import assert from 'node:assert/strict';
import { keepFailure, runCases } from './runCases';
import { TARGETS } from './targets';

/** The same cases on every run; `npm run fuzz` has others. */
const SEED = 1;

describe('hostile and broken input', function () {
  // Slow cases are told by their CPU time, hanging ones by runCases: a busy machine is neither.
  this.timeout(0);

  for (const { name, cases } of TARGETS)
    it(`breaks no promise: ${cases} cases of ${name}`, async () => {
      const { failures } = await runCases({ target: name, seed: SEED, from: 0, to: cases });
      const told = failures.map((failure) => `${keepFailure(failure)}: ${failure.problem.slice(0, 600)}`);
      assert.equal(failures.length, 0, `${failures.length} cases failed\n${told.slice(0, 5).join('\n')}`);
    });
});
