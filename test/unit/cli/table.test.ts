import assert from 'node:assert/strict';
import { formatTable } from '../../../server/src/cli/table';

describe('table', () => {
  it('has its columns below each other, also where a cell is shown otherwise than it is', () => {
    assert.equal(
      formatTable([
        ['loads', '/a.json', 'x'],
        ['masked', '/\u001b.json', 'y'],
        ['', '/b.json', ''],
      ]),
      'loads   /a.json       x\nmasked  /\\u001b.json  y\n        /b.json\n',
    );
  });
});
