import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { findFolds } from '../../../server/src/features/folding';
import { toFoldingRanges } from '../../../server/src/lsp/features/foldingRanges';
import { getSchema } from '../../../server/src/schema/bundled';

const TEXT = '{\n  "a": [{\n    "b": 1\n  }],\n  "c": [\n    1\n  ]\n}\n';

function ranges(foldsLines: boolean, foldingLimit: number | false = false): string[] {
  const document = new DescriptorDocument(TEXT, getSchema('latest'));
  return toFoldingRanges(findFolds(document), document.lines, { foldsLines, foldingLimit }).map(
    ({ startLine, startCharacter, endLine, endCharacter }) =>
      [startLine, startCharacter, endLine, endCharacter].filter((part) => part !== undefined).join(' '),
  );
}

describe('folding ranges', () => {
  it('are exact for clients that fold by character', () => {
    assert.deepEqual(ranges(false), ['0 1 7 0', '1 8 3 3', '1 9 3 2', '4 8 6 2']);
  });

  it('leave the closing bracket visible, with one range per line, for clients that fold lines', () => {
    assert.deepEqual(ranges(true), ['0 6', '1 2', '4 5']);
  });

  it('are limited to the number that the client accepts, the outer ones first', () => {
    assert.deepEqual(ranges(false, 2), ['0 1 7 0', '1 8 3 3']);
    assert.deepEqual(ranges(false, 3), ['0 1 7 0', '1 8 3 3', '4 8 6 2']);
    assert.deepEqual(ranges(true, 0), []);
  });
});
