import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listSelectionRanges } from '../../../server/src/features/selectionRanges';
import { unmarked } from '../support/completions';
import { anyDocument, documentOf } from '../support/documents';

function grown(marked: string): string[] {
  const { text, offset } = unmarked(marked);
  return listSelectionRanges(documentOf(text), offset).map(({ start, end }) => text.slice(start, end));
}

describe('a growing selection', () => {
  it('grows to a string, its member, its object and so on', () => {
    assert.deepEqual(
      grown('\n{"a": {"b": "c⟨⟩d", "e": 1}}\n'),
      [
        'cd',
        '"cd"',
        '"b": "cd"',
        '"b": "cd", "e": 1',
        '{"b": "cd", "e": 1}',
        '"a": {"b": "cd", "e": 1}',
        '{"a": {"b": "cd", "e": 1}}'.slice(1, -1),
        '{"a": {"b": "cd", "e": 1}}',
        '\n{"a": {"b": "cd", "e": 1}}\n',
      ].filter((each, index, all) => each !== all[index - 1]),
    );
  });

  it('starts with names, numbers, elements and white space as well', () => {
    assert.deepEqual(grown('{"na⟨⟩me": 1}').slice(0, 3), ['name', '"name"', '"name": 1']);
    assert.deepEqual(grown('[12⟨⟩3, 4]').slice(0, 3), ['123', '123, 4', '[123, 4]']);
    assert.deepEqual(grown('[1, ⟨⟩ 4]'), ['1,  4', '[1,  4]']);
    assert.deepEqual(grown('⟨⟩'), ['']);
  });

  it('grows to a range that contains the one before, on any text', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), (document, at) => {
        const { length } = document.text;
        const offset = at % (length + 1);
        const ranges = listSelectionRanges(document, offset);
        assert.deepEqual(ranges.at(-1), { start: 0, end: length });
        ranges.forEach(({ start, end }, index) => {
          assert.ok(start <= offset && offset <= end);
          const inner = ranges[index - 1];
          if (inner)
            assert.ok(start <= inner.start && inner.end <= end && inner.end - inner.start < end - start);
        });
      }),
      { numRuns: 500 },
    );
  });
});
