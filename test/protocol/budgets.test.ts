import assert from 'node:assert/strict';
import { statSync } from 'node:fs';

describe('the shipped server', () => {
  it('is no larger than 450 KB', () => {
    assert.ok(statSync('dist/server.js').size <= 450 * 1024);
  });
});
