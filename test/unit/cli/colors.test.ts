import assert from 'node:assert/strict';
import { usesColors } from '../../../server/src/cli/colors';

const TERMINAL = { isTTY: true, getColorDepth: () => 8 };
const FILE = {};

describe('colors', () => {
  it('follow the option, regardless of the environment', () => {
    for (const env of [{}, { NO_COLOR: '1' }, { FORCE_COLOR: '1' }, { FORCE_COLOR: '0' }])
      for (const stream of [TERMINAL, FILE]) {
        assert.equal(usesColors('always', env, stream), true);
        assert.equal(usesColors('never', env, stream), false);
      }
  });

  it('are used on terminals that support them', () => {
    assert.equal(usesColors('auto', {}, TERMINAL), true);
    assert.equal(usesColors('auto', {}, { isTTY: true }), true);
    assert.equal(usesColors('auto', {}, { isTTY: true, getColorDepth: () => 1 }), false);
    assert.equal(usesColors('auto', {}, FILE), false);
  });

  it('follow NO_COLOR and FORCE_COLOR, which takes precedence', () => {
    assert.equal(usesColors('auto', { NO_COLOR: '1' }, TERMINAL), false);
    assert.equal(usesColors('auto', { NO_COLOR: '0' }, TERMINAL), false);
    assert.equal(usesColors('auto', { NO_COLOR: '' }, TERMINAL), true);
    assert.equal(usesColors('auto', { FORCE_COLOR: '1' }, FILE), true);
    assert.equal(usesColors('auto', { FORCE_COLOR: 'true', NO_COLOR: '1' }, FILE), true);
    assert.equal(usesColors('auto', { FORCE_COLOR: '' }, FILE), false);
    for (const off of ['0', 'false']) assert.equal(usesColors('auto', { FORCE_COLOR: off }, TERMINAL), false);
  });
});
