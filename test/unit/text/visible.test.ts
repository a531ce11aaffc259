import assert from 'node:assert/strict';
import { hasControls, makeLinesVisible, makeVisible } from '../../../server/src/text/visible';

const UNSAFE = [
  ...Array.from({ length: 32 }, (_, code) => code),
  ...Array.from({ length: 33 }, (_, index) => 0x7f + index),
  ...[0x200b, 0x2060, 0xfeff, 0x061c, 0x200e, 0x200f, 0x2028, 0x2029],
  ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069],
].map((code) => String.fromCharCode(code));

describe('the guard of text that is shown', () => {
  it('writes every character that may do something as its code', () => {
    for (const character of UNSAFE) {
      const shown = makeVisible(`a${character}b`);
      assert.match(shown, /^a\\u[0-9a-f]{4}b$/);
      assert.equal(JSON.parse(`"${shown}"`), `a${character}b`);
      assert.ok(hasControls(character));
    }
  });
  it('leaves all other text alone', () => {
    const text = 'UEFI für x86-64 “4M” — 固件 🙂 é \u00a0 \\u001b';
    assert.equal(makeVisible(text), text);
    assert.equal(makeLinesVisible(text), text);
    assert.ok(!hasControls(text));
  });
  it('keeps nothing but the line feeds of several lines', () => {
    assert.equal(makeLinesVisible('a\nb\r\n\u001b[2Jc\td'), 'a\nb\\u000d\n\\u001b[2Jc\\u0009d');
  });
});
