import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineIndex } from '../../../server/src/text/lineIndex';

describe('LineIndex', () => {
  it('counts LF, CRLF and CR as line ends and UTF-16 units as characters', () => {
    const text = 'a\nb😀c\r\nd\re';
    const index = new LineIndex(text);
    assert.deepEqual(index.positionAt(text.indexOf('c')), { line: 1, character: 3 });
    assert.deepEqual(index.positionAt(text.indexOf('d')), { line: 2, character: 0 });
    assert.deepEqual(index.positionAt(text.indexOf('e')), { line: 3, character: 0 });
  });

  it('moves what lies outside to the nearest place inside', () => {
    const index = new LineIndex('ab\ncd\n');
    assert.equal(index.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(index.offsetAt({ line: 9, character: 0 }), 6);
    assert.equal(index.offsetAt({ line: -1, character: 5 }), 0);
    assert.equal(index.offsetAt({ line: Number.NaN, character: Number.NaN }), 0);
    assert.deepEqual(index.positionAt(-5), { line: 0, character: 0 });
  });

  it('leads from every offset to a position and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', ' ') }), (text) => {
        const index = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const insideLineEnd = text[offset - 1] === '\r' && text[offset] === '\n';
          if (!insideLineEnd) assert.equal(index.offsetAt(index.positionAt(offset)), offset);
        }
      }),
    );
  });
});
