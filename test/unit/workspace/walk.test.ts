import assert from 'node:assert/strict';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import { comparePaths, walk, type FolderReader, type WalkLimits } from '../../../server/src/workspace/walk';
import type { Entries, FolderEntry } from '../../../server/src/workspace/workspace';

const workspace = makeMemoryWorkspace({
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
const isJson = (_path: string, { name }: FolderEntry): boolean => name.endsWith('.json');

/** What is in a folder of the workspace, and links of these names. */
async function entriesAnd(folder: string, links: readonly string[]): Promise<Entries> {
  const found = await workspace.entries(folder);
  const entries = 'entries' in found ? found.entries : [];
  return { entries: [...entries, ...links.map((name) => ({ name, kind: 'link' as const }))] };
}

/** The files that are found, and what else the walk tells. */
async function found(
  folder: string,
  limits?: WalkLimits,
  reader: FolderReader = workspace,
): Promise<string[]> {
  const lines: string[] = [];
  for await (const step of walk(folder, reader, isJson, limits)) {
    if (step.kind === 'folder') lines.push(...step.files);
    if (step.kind === 'unreadable') lines.push(`${step.path}: ${step.problem.kind}`);
    if (step.kind === 'limit') lines.push(`limit of ${step.limit}`);
  }
  return lines;
}

describe('a walk through folders', () => {
  const all = [
    '/r/b.json',
    '/r/z/1.json',
    '/r/z/2.json',
    '/r/.config/qemu/firmware/u.json',
    '/r/z/y/x/deep.json',
  ];

  it('finds files in the folder and below, the higher ones first, and leaves packages and repositories out', async () => {
    assert.deepEqual(await found('/r'), all);
    assert.deepEqual(await found('/r/'), all);
    assert.deepEqual(await found('/nowhere'), []);
    assert.deepEqual(await found('/'), ['/r/b.json', '/rest/other.json', ...all.slice(1)]);
  });

  it('ends at each of its limits, and says so', async () => {
    const wide = { depth: 99, folders: 99, files: 99 };
    assert.deepEqual(await found('/r', wide), all);
    assert.deepEqual(await found('/r', { ...wide, depth: 1 }), [...all.slice(0, 3), 'limit of depth']);
    assert.deepEqual(await found('/r', { ...wide, files: 2 }), [...all.slice(0, 2), 'limit of files']);
    assert.deepEqual(await found('/r', { ...wide, folders: 1 }), [...all.slice(0, 1), 'limit of folders']);
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
    for await (const step of walk('/r', counting, isJson)) if (step.kind === 'folder') break;
    assert.equal(looked, 1);
  });

  it('follows links, and looks through each folder once', async () => {
    const links: Readonly<Record<string, string>> = {
      '/r/z/up': '/r',
      '/r/z/out': '/rest',
      '/r/z/lost.json': '/no',
    };
    const linked: FolderReader = {
      entries: (folder) =>
        entriesAnd(folder, folder === '/r/z' ? Object.keys(links).map((path) => path.slice(5)) : []),
      folderIdentity: (path) => workspace.folderIdentity(links[path] ?? path),
    };
    // Below the link, the workspace knows the folder by its own name only.
    const entries = (folder: string) => linked.entries(folder.replace('/r/z/out', '/rest'));
    assert.deepEqual(await found('/r', undefined, { ...linked, entries }), [
      ...all.slice(0, 3),
      '/r/z/lost.json',
      ...all.slice(3),
      '/r/z/out/other.json',
    ]);
  });

  it('names files in the folder itself by their path there, even if a link from higher up leads to them', async () => {
    const linked: FolderReader = {
      entries: (folder) => entriesAnd(folder, folder === '/r' ? ['short'] : []),
      folderIdentity: (path) => workspace.folderIdentity(path === '/r/short' ? '/r/z/y/x' : path),
    };
    assert.deepEqual(await found('/r', undefined, linked), all);
  });

  it('goes on after a folder that cannot be read', async () => {
    const entries: FolderReader['entries'] = (folder) =>
      folder === '/r/z' ? Promise.resolve({ problem: { kind: 'denied' } }) : workspace.entries(folder);
    assert.deepEqual(await found('/r', undefined, { ...workspace, entries }), [
      '/r/b.json',
      '/r/z: denied',
      '/r/.config/qemu/firmware/u.json',
    ]);
  });

  it('tells of a folder that was listed and cannot be reached', async () => {
    const folderIdentity: FolderReader['folderIdentity'] = (path) =>
      path === '/r/z' ? Promise.resolve(undefined) : workspace.folderIdentity(path);
    for (const kind of ['denied', 'missing'] as const) {
      const entries: FolderReader['entries'] = (folder) =>
        folder === '/r/z' ? Promise.resolve({ problem: { kind } }) : workspace.entries(folder);
      assert.deepEqual(await found('/r', undefined, { entries, folderIdentity }), [
        '/r/b.json',
        `/r/z: ${kind}`,
        '/r/.config/qemu/firmware/u.json',
      ]);
    }
  });

  it('still follows links where folders are too deep', async () => {
    const linked: FolderReader = {
      entries: (folder) => entriesAnd(folder.replace('/r/out', '/rest'), folder === '/r' ? ['out'] : []),
      folderIdentity: (path) => workspace.folderIdentity(path.replace('/r/out', '/rest')),
    };
    const limits = { depth: 0, folders: 99, files: 99 };
    assert.deepEqual(await found('/r', limits, linked), ['/r/b.json', 'limit of depth', '/r/out/other.json']);
  });
});

it('Paths are sorted by the names on their way', () => {
  assert.deepEqual(['/a.json', '/a/b', '/a', '/B', '/a-b/c'].sort(comparePaths), [
    '/B',
    '/a',
    '/a/b',
    '/a-b/c',
    '/a.json',
  ]);
});
