import assert from 'node:assert/strict';
import { findChooser } from '../../../server/src/consumers/choosers';
import type { Manner } from '../../../server/src/consumers/manner';
import { arrange } from '../../../server/src/selection/arrange';
import type { NamedFile } from '../../../server/src/selection/directory';
import { listSearchPath, type User } from '../../../server/src/selection/listing';

const JANE: User = { configuration: '/home/jane/.config', data: '/home/jane/.local/share', inSession: false };

function mannerOf(id: string): Manner {
  const chooser = findChooser(id);
  assert.ok(chooser);
  return chooser.consumer.manner;
}

function pathOf(id: string, user: User): readonly string[] {
  return listSearchPath(mannerOf(id), user).map((folder) => folder.replace('/qemu/firmware', ''));
}

describe('The search path of a consumer', () => {
  it('has the folders of shared data, the least specific first', () => {
    assert.deepEqual(pathOf('vmspawn@262', JANE), [
      '/usr/share',
      '/usr/local/share',
      '/home/jane/.local/share',
      '/etc',
      '/home/jane/.config',
    ]);
    assert.deepEqual(pathOf('vmspawn@262', { ...JANE, sharedData: ['/opt/b/', '/opt/a'] }).slice(0, 3), [
      '/opt/a',
      '/opt/b',
      '/home/jane/.local/share',
    ]);
    assert.deepEqual(pathOf('vmspawn@262', { inSession: false }), ['/usr/share', '/usr/local/share', '/etc']);
  });

  it('has each folder once', () => {
    const user: User = { configuration: '/etc', data: '/usr/share', inSession: true };
    assert.deepEqual(pathOf('vmspawn@262', user), ['/usr/share', '/usr/local/share', '/etc']);
    assert.deepEqual(pathOf('libvirt@11.3', user), ['/usr/share', '/etc']);
  });

  it('has the user’s own where the program looks there', () => {
    const own = (id: string, inSession = false): boolean =>
      pathOf(id, { ...JANE, inSession }).includes('/home/jane/.config');
    assert.deepEqual(
      ['vmspawn@257', 'bcvk@0.18', 'nova@32', 'mkosi@27', 'libvirt@11.3'].map((id) => own(id)),
      [true, true, false, false, false],
    );
    assert.equal(own('libvirt@11.3', true), true);
  });
});

describe('The order of the files', () => {
  const file = (path: string, isLink?: true): NamedFile => ({
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    kind: 'file',
    ...(isLink && { isLink }),
  });
  const folders = [
    [file('/usr/40.json'), file('/usr/60.json')],
    [file('/etc/50.json'), file('/etc/60.json', true)],
  ];
  const shown = (id: string): readonly string[] =>
    arrange(folders, mannerOf(id)).map(({ path, standing }) => `${path} ${standing}`);

  it('is that of the names, where one of a name counts', () => {
    assert.deepEqual(shown('vmspawn@262'), [
      '/usr/40.json read',
      '/etc/50.json read',
      '/etc/60.json read',
      '/usr/60.json replaced',
    ]);
  });

  it('is that of the directories for Nova, the general one first', () => {
    assert.deepEqual(shown('nova@32'), [
      '/usr/40.json read',
      '/usr/60.json read',
      '/etc/50.json read',
      '/etc/60.json read',
    ]);
  });

  it('is the reverse of that for bcvk, which ignores links', () => {
    assert.deepEqual(shown('bcvk@0.18'), [
      '/etc/50.json read',
      '/etc/60.json foreign',
      '/usr/40.json read',
      '/usr/60.json read',
    ]);
  });

  it('is that of the whole paths for mkosi', () => {
    assert.deepEqual(shown('mkosi@27'), [
      '/etc/50.json read',
      '/etc/60.json read',
      '/usr/40.json read',
      '/usr/60.json read',
    ]);
  });
});
