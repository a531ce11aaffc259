import assert from 'node:assert/strict';
import { jsonFilesIn } from '../../../server/src/workspace/jsonFiles';
import { memoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';

const workspace = memoryWorkspace({
  '/r/b.json': '{}',
  '/r/a.txt': '',
  '/r/z/y/x/deep.json': '{}',
  '/r/z/1.json': '{}',
  '/r/z/2.json': '{}',
  '/r/node_modules/m/package.json': '{}',
  '/r/.git/c.json': '{}',
  '/r/.config/qemu/firmware/u.json': '{}',
  '/rest/other.json': '{}',
});

async function found(folder: string, limits?: Parameters<typeof jsonFilesIn>[2]): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of jsonFilesIn(folder, workspace, limits)) if (path !== undefined) paths.push(path);
  return paths;
}

describe('the search for JSON files', () => {
  const all = [
    '/r/b.json',
    '/r/z/1.json',
    '/r/z/2.json',
    '/r/.config/qemu/firmware/u.json',
    '/r/z/y/x/deep.json',
  ];

  it('finds them in the folder and below, the higher ones first, and leaves packages and repositories out', async () => {
    assert.deepEqual(await found('/r'), all);
    assert.deepEqual(await found('/r/'), all);
    assert.deepEqual(await found('/nowhere'), []);
  });

  it('ends at its limits', async () => {
    const wide = { depth: 99, folders: 99, files: 99 };
    assert.deepEqual(await found('/r', { ...wide, depth: 1 }), all.slice(0, 3));
    assert.deepEqual(await found('/r', { ...wide, files: 2 }), all.slice(0, 2));
    assert.deepEqual(await found('/r', { ...wide, folders: 1 }), all.slice(0, 1));
  });

  it('looks no further once it is not asked for more', async () => {
    let looked = 0;
    const counting = {
      ...workspace,
      entries: (folder: string) => {
        looked++;
        return workspace.entries(folder);
      },
    };
    for await (const path of jsonFilesIn('/r', counting)) if (path === undefined) break;
    assert.equal(looked, 1);
  });
});
