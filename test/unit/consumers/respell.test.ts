import assert from 'node:assert/strict';
import fc from 'fast-check';
import { respell, type Leniency } from '../../../server/src/consumers/respell';

const MEBIBYTE = 1024 * 1024;

const PYTHON: Leniency = { hasNonFinite: true };
const JSON_C: Leniency = { hasNonFinite: true, hasLooseNumbers: true, hasSingleQuotedNames: true };
const YAJL: Leniency = { hasNonFinite: false, hasMoreBlanks: true };
const EVERYTHING: Leniency = { ...JSON_C, hasMoreBlanks: true };

describe('single quotes as json-c takes them', () => {
  it('are around names', () => {
    assert.equal(
      respell("{'a' :'b', 'c\\'d'\n: {\"'e'\":1}}", JSON_C),
      '{"a" :\'b\', "c\\\'d"\n: {"\'e\'":1}}',
    );
    assert.equal(respell("{'a':1}", PYTHON), "{'a':1}");
  });

  it('are left where they make no name', () => {
    for (const text of ["['a']", "{'a", "{'a\"':1}", "'", "{'a'"]) assert.equal(respell(text, JSON_C), text);
  });

  it('cost no more than their length', () => {
    for (const piece of ["'", "' ", "'\n\n"]) {
      const long = piece.repeat(MEBIBYTE / piece.length);
      assert.equal(respell(long, JSON_C).length, long.length);
    }
  });
});

describe('numbers as json-c takes them', () => {
  for (const number of '1. -1. 1.e5 00 -01 00.5 -.5 01.5 01e1 -00 -.5e-3 0.'.split(' '))
    it(`has ${number}`, () => {
      assert.equal(respell(`[${number}]`, JSON_C), `[${'1'.repeat(number.length)}]`);
      assert.equal(respell(`[${number}]`, PYTHON), `[${number}]`);
    });

  for (const number of '01 .5 +1 1e -NaN 0x10 -. -e5 1.-5 1e.5 1.5. 1-2 --1 - TRUE nan 1.e 001'.split(' '))
    it(`does not have ${number}`, () => {
      assert.equal(respell(`[${number}]`, JSON_C), `[${number}]`);
    });
});

describe('white space of yajl', () => {
  it('has form feed and vertical tab, outside of strings', () => {
    assert.equal(respell('\f[\v"\f"]\f', YAJL), ' [ "\f"] ');
    assert.equal(respell('\f[\v]', JSON_C), '\f[\v]');
  });
});

describe('words that some parsers take for numbers', () => {
  it('become numbers of the same length outside of strings', () => {
    assert.equal(
      respell('[NaN, -Infinity,Infinity, -NaN, "NaN\\"NaN", xNaN, NaN1]', PYTHON),
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
        const expected = whole.replace(pattern, (token) =>
          token.startsWith('"') ? token : '1'.repeat(token.length),
        );
        assert.equal(respell(whole, PYTHON), expected);
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
        assert.equal(respell(text, EVERYTHING).length, text.length);
        assert.equal(respell(`"${text}" NaN`, EVERYTHING).length, text.length + 6);
      } finally {
        String.prototype.charCodeAt = original;
      }
      assert.ok(steps > 0 && steps < 6 * text.length, `${steps} steps`);
    });
});

function isClosed(text: string): boolean {
  return !text.replace(/"(?:[^"\\]|\\[^])*"/g, '').includes('"');
}
