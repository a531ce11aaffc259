import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findChangedPart } from '../../../server/src/text/changedPart';
import { applyEdits } from '../../../server/src/text/textEdit';

describe('the part of a text that changes', () => {
  it('is nothing between equal texts', () => {
    assert.equal(findChangedPart('same', 'same'), undefined);
  });

  const cases: readonly (readonly [
    before: string,
    after: string,
    start: number,
    end: number,
    newText: string,
  ])[] = [
    ['abc', 'axc', 1, 2, 'x'],
    ['', 'new', 0, 0, 'new'],
    ['old', '', 0, 3, ''],
    ['aa', 'aaa', 2, 2, 'a'],
    ['a\r\nb', 'a\nb', 1, 3, '\n'],
    ['😀', '😁', 0, 2, '😁'],
    ['\ud83d\ude00', '\ud83e\ude00', 0, 2, '\ud83e\ude00'],
  ];
  for (const [before, after, start, end, newText] of cases)
    it(`of ${JSON.stringify(before)} to ${JSON.stringify(after)}`, () => {
      assert.deepEqual(findChangedPart(before, after), { start, end, newText });
    });

  it('turns any text into any other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', '\r', '\n', '😀', '\ud83d', '\ude00') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = findChangedPart(before, after);
        assert.equal(edit ? applyEdits(before, [edit]) : before, after);
      }),
    );
  });
});
