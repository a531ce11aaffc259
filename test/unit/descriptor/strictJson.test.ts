import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listValues, toPlain } from '../../../server/src/descriptor/json';
import { MAX_DEPTH } from '../../../server/src/descriptor/limits';
import { readStrictJson } from '../../../server/src/descriptor/strictJson';

describe('strict JSON', () => {
  it('reads what JSON.parse reads, as it does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom('', ' ', '\n\t\r '), (json, blanks) => {
        checkAgreement(blanks + json.replaceAll(/[,:]/g, `$&${blanks}`) + blanks);
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '/',
      '\n',
      '"a"',
      '\\u00e9',
      '\u0001',
      '\ufeff',
      '\u00a0',
    );
    const words = fc.constantFrom('null', 'true', 'falsey', '-0', '01', '1.', '1e5', '-', '//', '/**/', "'");
    const text = fc.array(fc.oneof(pieces, words), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.json(), fc.nat(), (part, json, at) => {
        checkAgreement(part);
        checkAgreement(json.slice(0, at % (json.length + 1)) + part + json.slice(at % (json.length + 1)));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives each value its place', () => {
    const text = '{ "a\\n": [1, "x", { "b" : null }], "c": -1.5e3 }';
    const root = readStrictJson(text);
    assert.ok(root);
    for (const value of listValues(root))
      assert.deepEqual(JSON.parse(text.slice(value.start, value.end)), toPlain(value));
  });

  it('reads no deeper than the limit', () => {
    const nest = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    assert.ok(readStrictJson(nest(MAX_DEPTH)));
    assert.equal(readStrictJson(nest(MAX_DEPTH + 1)), undefined);
  });
});

function checkAgreement(text: string): void {
  const root = readStrictJson(text);
  let expected: { value: unknown } | undefined;
  try {
    expected = { value: JSON.parse(text) };
  } catch {
    // It is not JSON.
  }
  assert.deepEqual(root && { value: toPlain(root) }, expected, text);
}
