import assert from 'node:assert/strict';
import { statSync } from 'node:fs';

describe('the server as it is shipped', () => {
  it('is no larger than 450 KB', () => {
    assert.ok(statSync('dist/server.js').size <= 450 * 1024);
  });
});
