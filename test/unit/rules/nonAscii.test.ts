import assert from 'node:assert/strict';
import { withMembers } from '../../../server/src/rules/examples';
import { findingsOf } from '../../support/findings';

/** Returns the text after the first fix of each finding about non-ASCII characters. */
function escaped(text: string): string {
  const edits = findingsOf(text)
    .filter(({ code }) => code === 'json-non-ascii')
    .flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

describe('non-ASCII characters', () => {
  const described = (description: string): string => withMembers({ description }).text;

  it('become escapes, two of them beyond U+FFFF, and everything else stays', () => {
    const text = described('Prüfstand 🖥 – eins');
    assert.equal(
      escaped(text),
      text.replace('ü', '\\u00fc').replace('🖥', '\\ud83d\\udda5').replace('–', '\\u2013'),
    );
    assert.deepEqual(JSON.parse(escaped(text)), JSON.parse(text));
  });

  it('are escaped in the letter case of the text’s other escapes', () => {
    const upper = described('ü').replace('ü', '\\u00FC ü');
    assert.equal(escaped(upper), upper.replace(' ü', ' \\u00FC'));
    const mixed = described('ü').replace('ü', '\\u00FC \\u00e9 ü');
    assert.equal(escaped(mixed), mixed.replace(' ü', ' \\u00fc'));
  });

  it('are kept in names and not searched for in escapes', () => {
    const text = described('x').replace('"x"', '"\\u00fc", "ü": 1');
    assert.equal(escaped(text), text);
  });
});
