import assert from 'node:assert/strict';
import { Folders } from '../../../server/src/lsp/state/folders';

const remote = 'vscode-remote://host:1/home/u/a%20b';
const folder = (uri: string): { uri: string; name: string } => ({ uri, name: 'x' });

describe('The folders of the workspace', () => {
  it('contain files by whole names, the innermost folder first', () => {
    const folders = new Folders({
      workspaceFolders: [folder('file:///a/foo'), folder('file:///a/foo/inner/')],
    });
    assert.equal(folders.holding('/a/foo/x.json'), '/a/foo');
    assert.equal(folders.holding('/a/foo/inner/x.json'), '/a/foo/inner');
    assert.equal(folders.holding('/a/foobar/x.json'), undefined);
  });

  it('contain documents that are not on disk by their URIs', () => {
    const folders = new Folders({ workspaceFolders: [folder(remote)] });
    assert.equal(folders.pathHolding(`${remote}/qemu/firmware/x.json`), '/home/u/a b');
    assert.equal(folders.pathHolding('vscode-remote://other/home/u/a%20b/x.json'), undefined);
    assert.deepEqual(folders.paths, []);
  });

  it('can be added and removed', () => {
    const folders = new Folders({});
    folders.changed({ added: [folder(remote), folder('file:///a')], removed: [] });
    assert.equal(folders.pathHolding(`${remote}/x`), '/home/u/a b');
    folders.changed({ added: [], removed: [folder(remote)] });
    assert.equal(folders.pathHolding(`${remote}/x`), undefined);
    assert.equal(folders.holding('/a/x'), '/a');
  });
});
