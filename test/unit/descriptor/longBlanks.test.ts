import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createScanner } from 'jsonc-parser';
import { breakLongBlanks } from '../../../server/src/descriptor/longBlanks';

const LONG = ' '.repeat(10_000);

/** jsonc-parser's SyntaxKind. */
const [LINE_BREAK, BLANKS, END] = [14, 15, 17] as const;

/** What the scanner makes of a text, without blanks and line breaks. */
function listTokens(text: string): unknown[] {
  const scanner = createScanner(text);
  const tokens: unknown[] = [];
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan())
    if (kind !== BLANKS && kind !== LINE_BREAK)
      tokens.push([kind, scanner.getTokenOffset(), scanner.getTokenLength(), scanner.getTokenValue()]);
  return tokens;
}

function measureLongestRun(text: string): number {
  return Math.max(0, ...(text.match(/[ \t]+/g) ?? []).map(({ length }) => length));
}

describe('long runs of blanks', () => {
  it('are broken between tokens', () => {
    for (const blanks of [LONG, LONG.replaceAll(' ', '\t'), LONG.replaceAll('  ', ' \t')])
      assert.ok(measureLongestRun(breakLongBlanks(`${blanks}{${blanks}"a"${blanks}:${blanks}`)) < 4096);
  });

  it('stay where they mean something', () => {
    const texts = [
      `{"a": "${LONG}"}`,
      `["\\"${LONG}"]`,
      `{} //"${LONG}\n`,
      `/* " ${LONG}*/ {}`,
      `"\\\n${LONG}"`,
    ];
    for (const text of [...texts, `{"a": 1}${' '.repeat(4095)}`]) assert.equal(breakLongBlanks(text), text);
  });

  it('make no difference to the tokens', () => {
    const pieces = [
      '{',
      '}',
      '"',
      '\\',
      '/',
      '*',
      '//',
      '/*',
      '*/',
      '\n',
      '\r',
      '\t',
      "'",
      'a',
      '"b"',
      LONG,
      LONG,
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        const broken = breakLongBlanks(text);
        assert.equal(broken.length, text.length);
        assert.deepEqual(listTokens(broken), listTokens(text));
      }),
      { numRuns: 300 },
    );
  });
});
