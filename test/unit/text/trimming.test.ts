import assert from 'node:assert/strict';
import { lookUp } from '../../../server/src/text/table';
import { removeTrailingSlashes, shorten, trimLineFeeds } from '../../../server/src/text/trimming';

describe('trimming', () => {
  it('takes slashes off the end, and line feeds off both ends', () => {
    assert.deepEqual(['/a//', 'a', '//', ''].map(removeTrailingSlashes), ['/a', 'a', '', '']);
    assert.deepEqual(['\n\na\n\nb\n', 'a', '\n\n', ''].map(trimLineFeeds), ['a\n\nb', 'a', '', '']);
  });

  it('leaves as much of a text as a message has room for', () => {
    assert.equal(shorten('a'.repeat(200)), 'a'.repeat(200));
    assert.equal(shorten('a'.repeat(5000)), `${'a'.repeat(200)}…`);
    assert.equal(shorten('a\u{1f600}b', 2), 'a…');
  });
});

describe('a table', () => {
  it('says nothing of names that objects inherit', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__'])
      assert.equal(lookUp<unknown>({ a: 1 }, name), undefined, name);
    assert.equal(lookUp({ a: 1 }, 'a'), 1);
  });
});
