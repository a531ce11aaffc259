import assert from 'node:assert/strict';
import { isLocalFile, isLocalPath } from '../../../client/src/places';
import { readShown } from '../../../client/src/shownCommandLine';
import { URI } from 'vscode-uri';

describe('the URI of a document with a command line', () => {
  it('identifies the descriptor and the form', () => {
    const shown = { descriptor: 'file:///a.json', form: 'libvirt' } as const;
    assert.deepEqual(readShown(JSON.stringify({ ...shown, more: 1 })), shown);
  });

  it('may contain anything, because it can come from a link', () => {
    const form = '"form":"drive"';
    for (const query of ['', '{', 'null', '1', '[]', '{}', `{${form}}`, `{"descriptor":{},${form}}`])
      assert.equal(readShown(query), undefined, query);
    assert.equal(readShown('{"descriptor":"file:///a.json","form":"toString"}'), undefined);
  });
});

describe('files that are opened without asking', () => {
  it('are on this computer', () => {
    for (const text of ['file:///usr/a.json', 'file:///c%3A/a.json'])
      assert.ok(isLocalFile(URI.parse(text, true)), text);
    for (const text of [
      'file://evil.example/share/a.json',
      'file:///%5Cevil.example%5Cshare/a.json',
      'vscode-vfs://github/evil/a.json',
      'https://evil.example/a.json',
      'untitled:a.json',
    ])
      assert.ok(!isLocalFile(URI.parse(text, true)), text);
  });

  it('have an absolute path', () => {
    for (const path of ['/a.json', 'C:\\a.json', 'c:/a.json']) assert.ok(isLocalPath(path), path);
    for (const path of [
      '',
      'a',
      '//evil/a',
      '\\\\evil\\a',
      '/\\evil\\a',
      '\\/evil/a',
      undefined,
      1,
      {},
      ['/a'],
    ])
      assert.ok(!isLocalPath(path), JSON.stringify(path));
  });
});
