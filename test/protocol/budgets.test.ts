import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';

/** The file and all files that are loaded with it. */
function findLoaded(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/\brequire\("\.\/([^"]+)"\)/g))
    findLoaded(`dist/${name}`, found);
  return found;
}

describe('the shipped server', () => {
  it('has at most 450 KB, together with the code that it shares with its threads', () => {
    const files = [...findLoaded('dist/server.js')];
    assert.deepEqual(files, ['dist/server.js', 'dist/shared.js']);
    const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
    assert.ok(size <= 450 * 1024);
  });
});
