import assert from 'node:assert/strict';
import type { GuestProblem } from '../../../server/src/consumers/outcome';
import type { Explanation } from '../../../server/src/selection/explain';
import { addProblems } from '../../../server/src/selection/outcome';

const STARTS: Explanation = {
  consumer: 'libvirt@11.3',
  isVerified: true,
  outcome: 'starts',
  picked: '/usr/share/qemu/firmware/10-a.json',
  stopped: undefined,
  os: {},
  problems: [],
  candidates: [],
  nearest: undefined,
};
const ERROR: GuestProblem = { code: 'image-missing', severity: 'error', message: 'It is missing.' };
const WARNING: GuestProblem = { code: 'image-odd', severity: 'warning', message: 'It is odd.' };

describe('What else is known of a guest', () => {
  it('refuses it where one of the problems is an error', () => {
    const found = addProblems(STARTS, [WARNING, ERROR]);
    assert.deepEqual([found.outcome, found.picked], ['refused', STARTS.picked]);
    assert.deepEqual(found.problems, [WARNING, ERROR]);
    assert.equal(addProblems({ ...STARTS, outcome: 'own', picked: undefined }, [ERROR]).outcome, 'refused');
  });

  it('changes nothing else', () => {
    assert.equal(addProblems(STARTS, [WARNING]).outcome, 'starts');
    assert.equal(addProblems({ ...STARTS, outcome: 'none' }, [ERROR]).outcome, 'none');
    assert.equal(addProblems(STARTS, []), STARTS);
  });
});
