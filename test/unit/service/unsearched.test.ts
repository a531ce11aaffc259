import assert from 'node:assert/strict';
import { findUnsearched } from '../../../server/src/service/unsearched';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import type { Workspace } from '../../../server/src/workspace/workspace';

const FILE = '/var/lib/qemu/firmware/60-a.json';

describe('the programs that do not search a folder', () => {
  const files = makeMemoryWorkspace({ [FILE]: '' });
  const ask = (
    file: string,
    consumers: readonly string[],
    { root = '', directories = [] as readonly string[], machine = files } = {},
  ): ReturnType<typeof findUnsearched> =>
    findUnsearched(
      file,
      root,
      { consumers, user: { configuration: '/home/jane/.config', directories } },
      machine,
    );

  it('are all that are asked about if none of them does', async () => {
    assert.deepEqual(await ask(FILE, ['libvirt@11.3', 'mkosi@27']), ['libvirt 11.3', 'mkosi 27']);
    assert.deepEqual(await ask(`/r${FILE}`, ['libvirt@9.0'], { root: '/r' }), ['libvirt 9.0']);
    assert.equal(await ask(FILE, []), undefined);
    assert.equal(await ask(FILE, ['other@1']), undefined);
  });

  it('are none for a directory that is named, or that a searched one leads to', async () => {
    const directories = ['/var/lib/qemu/firmware'];
    assert.equal(await ask(FILE, ['libvirt@11.3'], { directories }), undefined);
    assert.equal(await ask(`/r${FILE}`, ['libvirt@11.3'], { root: '/r', directories }), undefined);
    const linked: Workspace = { ...files, folderIdentity: () => Promise.resolve('1:2') };
    assert.equal(await ask(FILE, ['libvirt@11.3'], { machine: linked }), undefined);
  });

  it('are none for a folder that is not a place for installed descriptors', async () => {
    for (const folder of [
      '/usr/share/qemu/firmware',
      '/home/joe/.config/qemu/firmware',
      '/src/qemu/firmware',
    ])
      assert.equal(await ask(`${folder}/60-a.json`, ['libvirt@11.3']), undefined, folder);
  });
});
