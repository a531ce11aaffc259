import assert from 'node:assert/strict';
import { joinWithAnd } from '../../../server/src/text/conjunction';

describe('a conjunction', () => {
  const phrases: readonly (readonly [string, ...string[]])[] = [
    [''],
    ['a', 'a'],
    ['a and b', 'a', 'b'],
    ['a, b and c', 'a', 'b', 'c'],
  ];
  for (const [phrase, ...items] of phrases)
    it(`of ${items.length} reads “${phrase}”`, () => {
      assert.equal(joinWithAnd(items), phrase);
    });
});
