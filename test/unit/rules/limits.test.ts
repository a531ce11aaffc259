import assert from 'node:assert/strict';
import { MAX_DEPTH } from '../../../server/src/descriptor/limits';
import { withMembers } from '../../../server/src/rules/examples';
import { findingsOf } from '../../support/findings';

const SOUND = withMembers({}).text;

/** Returns the tokens that one rule marks. */
function tokens(text: string, code: string): string[] {
  return findingsOf(text)
    .filter((finding) => finding.code === code)
    .map(({ range }) => text.slice(range.start, range.end));
}

describe('Limits of consumers', () => {
  const nested = (levels: number, value: string): string =>
    SOUND.replace('"tags": []', `"tags": [${'['.repeat(levels)}${value}${']'.repeat(levels)}]`);

  it('allow a value with 31 objects and lists around it, and none deeper', () => {
    // The root and the list of tags are two.
    assert.deepEqual(tokens(nested(29, '"x"'), 'json-deep'), []);
    assert.deepEqual(tokens(nested(29, '[]'), 'json-deep'), []);
    assert.deepEqual(tokens(nested(30, '"x"'), 'json-deep'), ['"x"']);
    assert.deepEqual(tokens(nested(30, '{}'), 'json-deep'), ['{']);
    assert.deepEqual(tokens(nested(100, ''), 'json-deep'), ['[']);
  });

  it('allow 1 MiB of bytes, not of characters', () => {
    const ofLength = (bytes: number, character: string): string => {
      const width = Buffer.byteLength(character);
      const room = bytes - Buffer.byteLength(SOUND);
      return (
        SOUND.replace('UEFI', `UEFI${character.repeat(Math.floor(room / width))}`) + ' '.repeat(room % width)
      );
    };
    for (const character of ['x', 'é', '€', '🖥']) {
      assert.deepEqual(tokens(ofLength(1024 * 1024, character), 'json-big'), [], character);
      assert.deepEqual(tokens(ofLength(1024 * 1024 + 1, character), 'json-big'), ['{'], character);
    }
  });

  it('are reported once if the text is too deep or too large to be read here, too', () => {
    assert.deepEqual(
      findingsOf('['.repeat(MAX_DEPTH + 1)).map(({ code }) => code),
      ['json-too-deep'],
    );
  });
});

describe('Invalid characters', () => {
  const odd = (text: string): string[] =>
    tokens(
      SOUND.replace('UEFI', () => text),
      'json-odd-text',
    );

  it('are found both escaped and unescaped, each separately', () => {
    assert.deepEqual(odd('\\u0000 \\uFFFE \ufdd0'), ['\\u0000', '\\uFFFE', '\ufdd0']);
    assert.deepEqual(odd('\\ud83fdfff'), ['\\ud83f']);
    assert.deepEqual(odd('\\udda5\\ud83d'), ['\\udda5', '\\ud83d']);
    assert.deepEqual(odd('\u{1ffff} \\ud83f\\udfff'), ['\u{1ffff}', '\\ud83f\\udfff']);
  });

  it('are not reported in pairs, in escaped backslashes and next to the noncharacters', () => {
    for (const text of ['\\ud83d\\udda5', '\\\\u0000', '\\\\\\\\ud83d', '\\ufffd', '\ufdcf\ufdf0', '\ufffc'])
      assert.deepEqual(odd(text), [], text);
  });

  it('are found in the names of members', () => {
    assert.deepEqual(tokens(SOUND.replace('"tags"', '"tags\\u0000"'), 'json-odd-text'), ['\\u0000']);
  });
});
