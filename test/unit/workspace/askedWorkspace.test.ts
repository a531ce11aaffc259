import assert from 'node:assert/strict';
import { makeAskedWorkspace, type FileAsker } from '../../../server/src/workspace/askedWorkspace';
import { makeRootedWorkspace } from '../../../server/src/workspace/rootedWorkspace';

const FILE = { kind: 'file', size: 3, time: 5 };

/** A workspace whose questions have these answers; others have none. */
function workspaceWith(answers: Partial<Record<keyof FileAsker, (path: string) => unknown>>) {
  const answer = (method: keyof FileAsker) => (path: string) => Promise.resolve(answers[method]?.(path));
  return makeAskedWorkspace({ stat: answer('stat'), list: answer('list'), read: answer('read') });
}

describe('a workspace whose files another program reads', () => {
  it('has the files that it is told of', async () => {
    const bytes = Uint8Array.from([1, 2, 3]);
    const workspace = workspaceWith({
      stat: (path) => (path === '/a' ? { kind: 'folder', size: 0, time: 0 } : FILE),
      list: () => ({ entries: ['b', 'a'].map((name) => ({ name, kind: 'file' })) }),
      read: () => ({ bytes }),
    });
    assert.deepEqual(await workspace.stat('/a/b'), { kind: 'file', size: 3, revision: '5 3' });
    assert.equal((await workspace.stat('/a'))?.revision, undefined);
    assert.equal(await workspace.folderIdentity('/a/'), undefined);
    assert.equal(await workspace.folderIdentity('/a'), '/a');
    const found = await workspace.entries('/a');
    assert.deepEqual('entries' in found && found.entries.map(({ name }) => name), ['a', 'b']);
    assert.deepEqual(await workspace.read('/a/b', 3), { bytes });
    assert.deepEqual(await workspace.read('/a/b', 2), { problem: { kind: 'too-large', limit: 2 } });
    const file = await workspace.open('/a/b');
    assert.ok('read' in file);
    assert.deepEqual([...(await file.read(1, 9))], [2, 3]);
    assert.deepEqual([...(await file.read(3, 1))], []);
    await file.close();
  });

  it('follows no link, so nothing leads out of a root', async () => {
    const workspace = workspaceWith({
      stat: (path) =>
        path === '/root/link' ? { kind: 'link', size: 0, time: 1 } : path.includes('\0') ? null : FILE,
      read: () => ({ bytes: new Uint8Array(1) }),
    });
    const machine = makeRootedWorkspace('/root', workspace);
    assert.equal(await machine.stat('/link/etc/passwd'), undefined);
    assert.deepEqual(await machine.open('/link'), { problem: { kind: 'missing' } });
    assert.equal((await workspace.stat('/root/link'))?.kind, 'other');
    assert.deepEqual(await workspace.open('/root/link'), { problem: { kind: 'missing' } });
  });

  it('does not read an image that is too large, and fails if one cannot be read', async () => {
    const large = workspaceWith({ stat: () => ({ ...FILE, size: 65 * 1024 * 1024 }) });
    const found = await large.open('/a');
    assert.equal('problem' in found && found.problem.kind, 'too-large');
    const file = await workspaceWith({ stat: () => FILE }).open('/a');
    assert.ok('read' in file);
    await assert.rejects(file.read(0, 1));
  });

  it('ignores answers of a wrong form', async () => {
    const wrong: readonly unknown[] = [
      undefined,
      null,
      'x',
      [],
      { kind: 'x', size: 1, time: 1 },
      { kind: 'file', size: -1 },
      { kind: 'file', size: NaN },
      { entries: 'x', bytes: 'x', problem: { kind: 'constructor' } },
      { bytes: [1, 2], problem: { kind: 'too-large' } },
    ];
    for (const answer of wrong) {
      const workspace = workspaceWith({ stat: () => answer, list: () => answer, read: () => answer });
      assert.equal(await workspace.stat('/a'), undefined);
      for (const found of [await workspace.entries('/a'), await workspace.read('/a', 9)])
        assert.deepEqual(found, { problem: { kind: 'failed', code: 'no answer' } });
      assert.ok('problem' in (await workspace.open('/a')));
    }
    const entries = ['a', '', '.', '..', 'a/b', 'c\0', 7].map((name) => ({ name, kind: 'file' }));
    const found = await workspaceWith({
      list: () => ({ entries: [...entries, null, { name: 'd' }] }),
    }).entries('/');
    assert.deepEqual(found, { entries: [{ name: 'a', kind: 'file' }] });
  });
});
