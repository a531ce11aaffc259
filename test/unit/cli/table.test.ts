import assert from 'node:assert/strict';
import { printLines } from '../support/printed';
import { formatTable } from '../../../server/src/cli/table';

describe('table', () => {
  it('aligns its columns, even if a cell contains control characters', async () => {
    assert.equal(
      await printLines(
        formatTable([
          ['loads', '/a.json', 'x'],
          ['masked', '/\u001b.json', 'y'],
          ['', '/b.json', ''],
        ]),
      ),
      'loads   /a.json       x\nmasked  /\\u001b.json  y\n        /b.json\n',
    );
  });
});
