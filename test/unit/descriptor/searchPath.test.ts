import assert from 'node:assert/strict';
import { listFoldersReadWith } from '../../../server/src/descriptor/searchPath';

describe('the folders that are read with a descriptor', () => {
  it('are its own and those above it in the search path, below the same root', () => {
    const etc = '/etc/qemu/firmware';
    const share = '/usr/share/qemu/firmware';
    const home = '/home/jane/.config/qemu/firmware';
    assert.deepEqual(listFoldersReadWith(`${share}/60-a.json`), [share, etc]);
    assert.deepEqual(listFoldersReadWith(`${etc}/60-a.json`), [etc, share]);
    assert.deepEqual(listFoldersReadWith(`${home}/60-a.json`), [home, etc, share]);
    assert.deepEqual(listFoldersReadWith('/root/.config/qemu/firmware/60-a.json')[1], etc);
    assert.deepEqual(listFoldersReadWith(`/image/root${share}/a.json`), [
      `/image/root${share}`,
      `/image/root${etc}`,
    ]);
  });

  it('are its own alone where no root can be told, and none outside a descriptor directory', () => {
    assert.deepEqual(listFoldersReadWith('/src/samples/qemu/firmware/a.json'), [
      '/src/samples/qemu/firmware',
    ]);
    assert.deepEqual(listFoldersReadWith('/src/firmware/a.json'), []);
    assert.deepEqual(listFoldersReadWith('/src/qemu/firmware/sub/a.json'), []);
  });
});
