import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findFolds } from '../../../server/src/features/folding';
import { anyDocument, assertInside, documentOf, sample } from '../support/documents';

describe('folding', () => {
  it('takes what lies between the brackets of objects and lists over several lines', () => {
    const document = documentOf('{\n  "a": [\n    1\n  ],\n  "b": {}, "c": { "d":\n 1 }\n}');
    assert.deepEqual(
      findFolds(document).map(({ start, end, depth }) => [document.text.slice(start, end), depth]),
      [
        [document.text.slice(1, -1), 0],
        ['\n    1\n  ', 1],
        [' "d":\n 1 ', 1],
      ],
    );
  });

  it('finds every list and object of a descriptor', () => {
    assert.equal(findFolds(documentOf(sample('10-ovmf-secure-boot-keys'))).length, 10);
  });

  it('takes an open bracket to the end', () => {
    const [fold] = findFolds(documentOf('{\n "a": 1\n'));
    assert.deepEqual([fold?.start, fold?.closed], [1, false]);
  });

  it('stays inside of any text, in its order', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const all = findFolds(document);
        for (const fold of all) {
          assertInside(fold, document);
          assert.match(document.text.slice(fold.start, fold.end), /[\r\n]/);
        }
        assert.deepEqual(
          all.map(({ start }) => start),
          all.map(({ start }) => start).sort((a, b) => a - b),
        );
      }),
      { numRuns: 500 },
    );
  });
});
