import assert from 'node:assert/strict';
import {
  findInstalled,
  isUnusualFolder,
  joinSearchPath,
  listFoldersReadWith,
  MAX_DIRECTORIES,
  SYSTEM_FOLDERS,
} from '../../../server/src/descriptor/searchPath';

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

describe('further directories', () => {
  it('come after those that a program searches by itself, the first that is named before the others', () => {
    assert.deepEqual(joinSearchPath(['/own', '/etc'], ['/a', '/b', '/a', '/etc']), [
      '/b',
      '/a',
      '/own',
      '/etc',
    ]);
    const many = Array.from({ length: 100 }, (_, at) => `/${at}`);
    const joined = joinSearchPath(['/own'], many);
    assert.equal(joined.length, MAX_DIRECTORIES + 1);
    assert.deepEqual(joined.slice(-2), ['/0', '/own']);
  });

  it('make files in them descriptors in use', () => {
    const further = ['/opt/firmware'];
    const found = findInstalled('/r/opt/firmware/a.json', '/r', undefined, further);
    const folders = ['/r/opt/firmware', ...SYSTEM_FOLDERS.map((folder) => `/r${folder}`)];
    assert.deepEqual(found, { name: 'a.json', folder: '/r/opt/firmware', folders });
    assert.equal(findInstalled('/r/opt/firmware/a.json', '/r'), undefined);
    assert.deepEqual(
      findInstalled('/r/etc/qemu/firmware/a.json', '/r', undefined, further)?.folders,
      folders,
    );
  });
});

describe('a folder that few programs search', () => {
  const unusual = (folder: string, root = ''): boolean => isUnusualFolder(`${folder}/qemu/firmware`, root);

  it('lies where a machine may have descriptors', () => {
    for (const parent of [
      '/opt/homebrew/share',
      '/usr/local/share',
      '/var/lib',
      '/run',
      '/home/jane/.local/share',
    ])
      assert.ok(unusual(parent), parent);
    for (const parent of [
      '/usr/local/etc',
      '/opt/homebrew/etc',
      '/opt/etc',
      '/nix/store/x-qemu/share',
      '/usr/lib',
    ])
      assert.ok(unusual(parent), parent);
    assert.ok(unusual('/r/srv/guests', '/r'));
  });

  it('is none of a package, of another machine, of a user or with sources', () => {
    for (const parent of [
      '/usr/share',
      '/etc',
      '/home/jane/.config',
      '/src/debian/ovmf/usr/share',
      '/src/x/etc',
    ])
      for (const root of ['', '/r']) assert.ok(!unusual(root + parent, root), parent);
    for (const parent of ['/src/samples', '/src/project', '', '/home/jane'])
      assert.ok(!unusual(parent), parent);
    assert.ok(!isUnusualFolder('/opt/homebrew/share/qemu', ''));
    assert.ok(!isUnusualFolder('/opt/homebrew/share/qemu/firmware/sub', ''));
  });
});
