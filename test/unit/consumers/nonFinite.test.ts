import assert from 'node:assert/strict';
import fc from 'fast-check';
import { replaceNonFinite } from '../../../server/src/consumers/nonFinite';

const MEBIBYTE = 1024 * 1024;

describe('words that some parsers take for numbers', () => {
  it('become numbers of the same length outside of strings', () => {
    assert.equal(
      replaceNonFinite('[NaN, -Infinity,Infinity, -NaN, "NaN\\"NaN", xNaN, NaN1]'),
      '[111, 111111111,11111111, -NaN, "NaN\\"NaN", xNaN, NaN1]',
    );
  });

  it('are those that the grammar of strings and words says', () => {
    const units = fc.array(fc.constantFrom('"', '\\', 'NaN', 'Infinity', '-', '1', ' ', ',', '_', '.'));
    const pattern = /"(?:[^"\\]|\\[^])*"|(?<![\w.+-])(?:NaN|-?Infinity)(?![\w.+-])/g;
    fc.assert(
      fc.property(units, (parts) => {
        // What follows a quote without a partner is refused anyway.
        const text = `${parts.join('')}"`;
        const end = text.lastIndexOf('"');
        const whole = text.slice(0, end);
        fc.pre(isClosed(whole));
        const wanted = whole.replace(pattern, (token) =>
          token.startsWith('"') ? token : '1'.repeat(token.length),
        );
        assert.equal(replaceNonFinite(whole), wanted);
      }),
    );
  });

  for (const units of [
    '"',
    '\\',
    '"\\',
    '\\"',
    'a',
    '-',
    'NaN',
    'NaN,',
    ' ',
    '\0',
    '[',
    '"a',
    '-I',
    '1',
    '.',
    "'",
    '#',
    '/',
  ])
    it(`are looked for in one pass and without a stack: 8 MiB of ${JSON.stringify(units)}`, () => {
      const text = units.repeat((8 * MEBIBYTE) / units.length);
      let steps = 0;
      // Not assert: a step is counted 8 million times.
      const { value: original } = Object.getOwnPropertyDescriptor(String.prototype, 'charCodeAt') as {
        value: (this: unknown, index: number) => number;
      };
      String.prototype.charCodeAt = function (index) {
        steps++;
        return original.call(this, index);
      };
      try {
        assert.equal(replaceNonFinite(text).length, text.length);
        assert.equal(replaceNonFinite(`"${text}" NaN`).length, text.length + 6);
      } finally {
        String.prototype.charCodeAt = original;
      }
      assert.ok(steps > 0 && steps < 6 * text.length, `${steps} steps`);
    });
});

function isClosed(text: string): boolean {
  return !text.replace(/"(?:[^"\\]|\\[^])*"/g, '').includes('"');
}
