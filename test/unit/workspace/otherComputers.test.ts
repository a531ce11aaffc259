import assert from 'node:assert/strict';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import { findShare, refuseOtherComputers } from '../../../server/src/workspace/otherComputers';
import type { Workspace } from '../../../server/src/workspace/workspace';

const EVIL = [
  '\\\\evil\\share\\x',
  '//evil/share/x',
  '\\\\?\\UNC\\evil\\share\\x',
  '//?/unc/Evil/Share/x',
  '\\/evil/share\\x',
];

describe('A path to another computer', () => {
  it('is known in each of its spellings', () => {
    for (const path of EVIL) assert.equal(findShare(path), '//evil/share', path);
    assert.equal(findShare('\\\\.\\pipe\\x'), '//./pipe');
    assert.equal(findShare('\\\\?\\C:\\x'), '//?/c:');
    for (const path of ['C:\\x', 'C:/x//y', '/x', 'x', '', './/x'])
      assert.equal(findShare(path), undefined, path);
  });

  /** Links, and all paths that the file system was asked about. */
  function disk(links: Readonly<Record<string, string>> = {}): { files: Workspace; seen: string[] } {
    const seen: string[] = [];
    const memory = makeMemoryWorkspace({ 'C:/d/x.json': '{}', '//good/share/d/x.json': '{}' });
    const note = <T>(path: string, found: T): T => {
      seen.push(path);
      return found;
    };
    return {
      seen,
      files: {
        stat: (path) => note(path, memory.stat(path)),
        entries: (path) => note(path, memory.entries(path)),
        folderIdentity: (path) => note(path, memory.folderIdentity(path)),
        read: (path, limit) => note(path, memory.read(path, limit)),
        open: (path) => note(path, memory.open(path)),
        linkTarget: (path) => note(path, Promise.resolve(links[path])),
      },
    };
  }

  async function askAll(files: Workspace, path: string): Promise<void> {
    await files.stat(path);
    await files.entries(path);
    await files.folderIdentity(path);
    await files.read(path, 10);
    await files.open(path);
    await files.linkTarget(path);
  }

  it('is not even looked for', async () => {
    const { files, seen } = disk();
    const guarded = refuseOtherComputers(files, (share) => share === '//good/share');
    for (const path of EVIL) {
      await askAll(guarded, path);
      assert.deepEqual(await guarded.read(path, 10), { problem: { kind: 'other-computer' } });
    }
    assert.deepEqual(
      seen.filter((path) => /evil/i.test(path)),
      [],
    );
  });

  it('may be the target of a link, also on the way and after others', async () => {
    const { files, seen } = disk({
      'C:/link': '\\\\evil\\share',
      'C:/d/far': '..\\chain',
      'C:/chain': 'C:\\link\\x',
      'C:/rooted': '\\link',
      '//good/share/away': '//evil/share',
    });
    const guarded = refuseOtherComputers(files, (share) => share === '//good/share');
    for (const path of ['C:/link', 'C:/link/x', 'C:/d/far', 'C:/rooted/y', '//good/share/away/z']) {
      assert.deepEqual(await guarded.read(path, 10), { problem: { kind: 'other-computer' } }, path);
      assert.equal(await guarded.stat(path), undefined, path);
    }
    assert.ok(!seen.some((path) => path.includes('evil')));
  });

  it('is one like any other where the user has opened something there', async () => {
    const guarded = refuseOtherComputers(disk().files, (share) => share === '//good/share');
    assert.ok('bytes' in (await guarded.read('//good/share/d/x.json', 10)));
    assert.ok('bytes' in (await guarded.read('C:/d/x.json', 10)));
    assert.deepEqual(await guarded.read('C:/d', 10), { problem: { kind: 'folder' } });
  });
});
