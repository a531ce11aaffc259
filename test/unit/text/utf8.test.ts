import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeLooseUtf8, decodeUtf8 } from '../../../server/src/text/utf8';

describe('decoding UTF-8', () => {
  it('gives back every text, a byte order mark included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.deepEqual(decodeUtf8(new TextEncoder().encode(text)), { text });
      }),
    );
    assert.deepEqual(decodeUtf8(new TextEncoder().encode('\ufeffx')), { text: '\ufeffx' });
  });

  const broken: Readonly<
    Record<string, readonly [bytes: readonly number[], line: number, character: number]>
  > = {
    'a byte that starts nothing': [[0x41, 0xff], 0, 1],
    'Latin-1 after a line end': [[0x41, 0x0a, 0x42, 0xe9, 0x43], 1, 1],
    'after an astral character': [[0xf0, 0x9f, 0x98, 0x80, 0xff], 0, 2],
    'a sequence cut off by the end': [[0x41, 0xc3], 0, 1],
    'a sequence cut off by a line end': [[0xe2, 0x82, 0x0a, 0x41], 0, 0],
    'a surrogate': [[0x41, 0xed, 0xa0, 0x80], 0, 1],
    'after an intended replacement character': [[0xef, 0xbf, 0xbd, 0xff], 0, 1],
  };
  for (const [what, [bytes, line, character]] of Object.entries(broken))
    it(`finds ${what}`, () => {
      assert.deepEqual(decodeUtf8(Uint8Array.from(bytes)), { invalid: { line, character } });
    });
});

describe('the form of UTF-8', () => {
  const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
    Uint8Array.from(
      parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
    );

  for (const [what, bytes] of [
    ['an overlong sequence', [0xc0, 0x80]],
    ['an overlong sequence of three bytes', [0xe0, 0x80, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a number above U+10FFFF', [0xf5, 0x80, 0x80, 0x80]],
    ['the largest number', [0xf7, 0xbf, 0xbf, 0xbf]],
  ] as const)
    it(`has ${what}`, () => {
      assert.match(decodeLooseUtf8(bytesOf('é', bytes, '"')) ?? '', /^é\ufffd+"$/);
    });

  for (const [what, bytes] of [
    ['a byte that only continues', [0x80]],
    ['Latin-1', [0xe9, 0x22]],
    ['a sequence that is cut off', [0xc3]],
    ['a sequence in another', [0xc3, 0xc3, 0xa9]],
    ['five bytes', [0xf8, 0x80, 0x80, 0x80, 0x80]],
    ['a byte that is in no sequence', [0xff]],
  ] as const)
    it(`does not have ${what}`, () => {
      assert.equal(decodeLooseUtf8(bytesOf('a', bytes)), undefined);
    });

  it('is that of C strings, which end at NUL', () => {
    assert.equal(decodeLooseUtf8(bytesOf('é{}', [0, 0xff])), 'é{}');
    assert.equal(decodeLooseUtf8(bytesOf('\ufeffé{}')), '\ufeffé{}');
  });
});
