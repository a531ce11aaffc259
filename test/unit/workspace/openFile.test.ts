import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import { nodeWorkspace } from '../../../server/src/workspace/nodeWorkspace';
import type { OpenFile, Workspace } from '../../../server/src/workspace/workspace';

const CONTENT = Uint8Array.from({ length: 300 }, (_, i) => i & 0xff);

describe('a file that is read in parts', () => {
  let folder = '';
  let file = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    file = path.join(folder, 'image.fd');
  });
  beforeEach(() => {
    writeFileSync(file, CONTENT);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function opened(workspace: Workspace, name = file): Promise<OpenFile> {
    const found = await workspace.open(name);
    assert.ok('size' in found);
    return found;
  }

  for (const [where, workspace] of Object.entries({
    disk: (): Workspace => nodeWorkspace,
    memory: (): Workspace => makeMemoryWorkspace({ [file]: CONTENT }),
  }))
    it(`gives from ${where} the existing part of the requested range`, async () => {
      const found = await opened(workspace());
      try {
        assert.equal(found.size, 300);
        assert.deepEqual([...(await found.read(250, 3))], [250, 251, 252]);
        assert.deepEqual([...(await found.read(298, 100))], [42, 43]);
        assert.deepEqual([...(await found.read(0, Infinity))], [...CONTENT]);
        for (const [offset, length] of [
          [300, 1],
          [-1, 5],
          [0, -1],
          [0.5, 1],
          [NaN, 1],
          [1e300, 1],
          [0, NaN],
        ] as const)
          assert.equal((await found.read(offset, length)).length, 0, `${offset}, ${length}`);
      } finally {
        await found.close();
      }
    });

  it('ends earlier where the file was made shorter since', async () => {
    const found = await opened(nodeWorkspace);
    truncateSync(file, 10);
    assert.deepEqual([...(await found.read(8, 10))], [8, 9]);
    await found.close();
  });

  it('may be the target of a link, but not a folder or a missing file', async () => {
    symlinkSync(file, path.join(folder, 'link'));
    mkdirSync(path.join(folder, 'folder'));
    await (await opened(nodeWorkspace, path.join(folder, 'link'))).close();
    for (const [name, kind] of [
      ['folder', 'folder'],
      ['missing', 'missing'],
      ['.', 'folder'],
    ] as const)
      assert.deepEqual(await nodeWorkspace.open(path.join(folder, name)), { problem: { kind } });
    assert.deepEqual(await nodeWorkspace.open('/dev/null'), { problem: { kind: 'not-regular' } });
    assert.deepEqual(await makeMemoryWorkspace({ [file]: '' }).open(folder), {
      problem: { kind: 'folder' },
    });
  });
});
