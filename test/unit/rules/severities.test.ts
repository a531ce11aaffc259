import assert from 'node:assert/strict';
import type { Code } from '../../../server/src/descriptor/codes';
import { ALL_CODES } from '../../../server/src/rules/allCodes';
import { applySeverities, type SeveritySetting } from '../../../server/src/rules/severities';
import { findingsOf } from '../../support/findings';

const TEXT =
  '{ "interface-types": ["uefi"], "mapping": { "device": "flash", "mode": "splitt" }, "targts": [] }';

describe('the severities that the user sets', () => {
  const found = findingsOf(TEXT);
  const codes = [...new Set(found.map(({ code }) => code))];
  const changed = (...settings: readonly (readonly [Code, SeveritySetting])[]): string[] =>
    applySeverities(found, new Map(settings)).map(({ code, severity }) => `${code} ${severity}`);
  const unchanged = found.map(({ code, severity }) => `${code} ${severity}`);

  it('are those of the rules if nothing is set', () => {
    assert.ok(codes.length > 1);
    assert.deepEqual(changed(), unchanged);
  });

  for (const severity of ['hint', 'information', 'warning', 'error'] as const)
    it(`make a finding one of ${severity}, and leave the others`, () => {
      const [first] = codes;
      assert.ok(first);
      const expected = unchanged.map((one) => (one.startsWith(`${first} `) ? `${first} ${severity}` : one));
      assert.deepEqual(changed([first, severity]), expected);
    });

  it('drop what is off', () => {
    const [first, ...others] = codes;
    assert.ok(first);
    assert.deepEqual([...new Set(changed([first, 'off']).map((one) => one.split(' ')[0]))], others);
    assert.deepEqual(changed(...codes.map((code) => [code, 'off'] as const)), []);
  });

  it('keep the rest of a finding', () => {
    const [first] = found;
    assert.ok(first);
    const [after] = applySeverities(found, new Map([[first.code, 'hint']]));
    assert.deepEqual(after, { ...first, severity: 'hint' });
  });

  it('leave the analysis unchanged', () => {
    const before = JSON.stringify(found);
    changed(...ALL_CODES.map((code) => [code, 'hint'] as const));
    assert.equal(JSON.stringify(found), before);
  });
});

describe('the codes', () => {
  it('are each there once', () => {
    assert.deepEqual([...new Set(ALL_CODES)], ALL_CODES);
  });
});
