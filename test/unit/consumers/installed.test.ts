import assert from 'node:assert/strict';
import { consumers, findConsumer, NEWEST_LIBVIRT } from '../../../server/src/consumers/index';
import {
  AUTO,
  describeAuto,
  findInstalledConsumers,
  findMeantConsumer,
  replaceAuto,
  type AutoConsumer,
} from '../../../server/src/consumers/installed';
import { InstalledConsumers, readInstalledConsumers } from '../../../server/src/service/installedConsumers';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import type { Workspace } from '../../../server/src/workspace/workspace';

const VMSPAWN = '/usr/bin/systemd-vmspawn';
const DEBIAN = '/usr/lib/x86_64-linux-gnu';

describe('what is installed', () => {
  const find = (names: readonly string[], present: readonly string[] = []): readonly AutoConsumer[] =>
    findInstalledConsumers(names, new Set(present));
  const [oldest] = consumers.filter(({ id }) => id.startsWith('libvirt@'));

  it('is the nearest known release that is not newer, else the oldest', () => {
    for (const [file, id, installed] of [
      ['libvirt.so.0.11003.0', 'libvirt@11.3', '11.3'],
      ['libvirt.so.0.11003.1', 'libvirt@11.3', '11.3.1'],
      ['libvirt.so.0.11005.0', 'libvirt@11.3', '11.5'],
      ['libvirt.so.0.9000.0', 'libvirt@9.0', '9.0'],
      ['libvirt.so.0.12008.0', 'libvirt@12.8', '12.8'],
      ['libvirt.so.0.8000.0', oldest?.id, '8.0'],
    ])
      assert.deepEqual(find([file ?? '']), [{ id, installed }], file);
    const [newer] = find(['libvirt.so.0.99000.0']);
    assert.deepEqual(newer, { id: NEWEST_LIBVIRT, installed: '99.0' });
  });

  it('is told by no other name', () => {
    for (const name of [
      'libvirt.so',
      'libvirt.so.0',
      'libvirt-qemu.so.0.11003.0',
      'libvirt.so.0.11003',
      'libvirt.so.0.11003.0~',
    ])
      assert.deepEqual(find([name]), [{ id: NEWEST_LIBVIRT, installed: undefined }], name);
    for (const name of [
      'mkosi-initrd-27.dist-info',
      'mkosi-27.1',
      'nova-compute-32.0.dist-info',
      'mkosi-.egg-info',
    ])
      assert.deepEqual(
        find([name]).map(({ id }) => id),
        [NEWEST_LIBVIRT],
        name,
      );
  });

  it('is the newest of several releases of a program', () => {
    const names = ['libvirt.so.0.9000.0', 'libvirt.so.0.11003.0', 'libvirt.so.0.10000.0'];
    assert.deepEqual(find(names), [{ id: 'libvirt@11.3', installed: '11.3' }]);
  });

  it('is systemd-vmspawn only if the program is installed, with any name of the library', () => {
    for (const [name, installed] of [
      ['libsystemd-shared-257.so', '257'],
      ['libsystemd-shared-257.9-2.fc42.so', '257.9'],
      ['libsystemd-shared-257~rc2-1.so', '257'],
    ] as const) {
      assert.deepEqual(
        find([name]).map(({ id }) => id),
        [NEWEST_LIBVIRT],
      );
      assert.deepEqual(find([name], [VMSPAWN])[0], { id: 'vmspawn@257', installed });
    }
  });

  it('is several programs, libvirt first, and the newest libvirt last where there is none', () => {
    const others = ['mkosi-27.1.dist-info', 'libsystemd-shared-262.so'];
    const ids = (names: readonly string[]): readonly string[] => find(names, [VMSPAWN]).map(({ id }) => id);
    assert.deepEqual(ids([...others, 'libvirt.so.0.11003.0']), ['libvirt@11.3', 'vmspawn@262', 'mkosi@27']);
    assert.deepEqual(ids(others), ['vmspawn@262', 'mkosi@27', NEWEST_LIBVIRT]);
  });

  it('is named with the release that represents it', () => {
    const describe = (names: readonly string[], id: string): string | undefined =>
      describeAuto(id, find(names));
    assert.equal(describe(['libvirt.so.0.11003.0'], 'libvirt@11.3'), 'libvirt 11.3 is installed');
    assert.equal(
      describe(['libvirt.so.0.11005.0'], 'libvirt@11.3'),
      'libvirt 11.5 is installed; answers are for 11.3',
    );
    assert.equal(
      describe(['mkosi-27.1.dist-info'], 'mkosi@27'),
      'mkosi 27.1 is installed; answers are for 27',
    );
    const { version = '' } = findConsumer(NEWEST_LIBVIRT) ?? {};
    assert.equal(
      describe([], NEWEST_LIBVIRT),
      `libvirt is not installed here; answers are for ${version}, the newest known version`,
    );
    assert.equal(describe(['libvirt.so.0.11003.0'], 'libvirt@9.0'), undefined);
  });

  it('comes in the place of auto, each consumer once', () => {
    const installed = find(['libvirt.so.0.11003.0', 'mkosi-27.1.dist-info']);
    assert.deepEqual(replaceAuto(['vmspawn@257', AUTO, 'mkosi@27'], installed), {
      consumers: ['vmspawn@257', 'libvirt@11.3', 'mkosi@27'],
      auto: installed,
    });
    assert.deepEqual(replaceAuto(['vmspawn@257'], installed), { consumers: ['vmspawn@257'], auto: [] });
  });

  it('is what an unknown id is compared with', () => {
    for (const [id, meant] of [
      ['libvirt@11.5', 'libvirt@11.3'],
      ['libvirt', NEWEST_LIBVIRT],
      ['libvrit@11.3', 'libvirt@11.3'],
      ['LIBVIRT@9.0', 'libvirt@9.0'],
      ['mkosi@25.3', 'mkosi@27'],
      ['atuo', AUTO],
      ['qemu@9.1', undefined],
    ])
      assert.equal(findMeantConsumer(id ?? ''), meant, id);
  });
});

describe('the look for what is installed', () => {
  const ids = async (files: Workspace): Promise<readonly string[]> =>
    (await readInstalledConsumers(files)).map(({ id }) => id);

  it('finds them among any number of other files', async () => {
    const memory = makeMemoryWorkspace({});
    const names = Array.from({ length: 30_000 }, (_, at) => `a${at}.so`);
    const entries = [...names, 'libvirt.so.0.11003.0'].map((name) => ({ name, kind: 'file' as const }));
    const crowded: Workspace = {
      ...memory,
      entries: (folder) => (folder === '/usr/lib' ? Promise.resolve({ entries }) : memory.entries(folder)),
    };
    assert.deepEqual(await ids(crowded), ['libvirt@11.3']);
  });

  it('finds libraries and packages where distributions have them', async () => {
    for (const [path, id] of [
      [`${DEBIAN}/libvirt.so.0.11003.0`, 'libvirt@11.3'],
      ['/usr/lib64/libvirt.so.0.11003.0', 'libvirt@11.3'],
      ['/usr/lib/libvirt.so.0.11003.0', 'libvirt@11.3'],
      ['/usr/lib/aarch64-linux-gnu/systemd/libsystemd-shared-257.so', 'vmspawn@257'],
      ['/usr/lib64/systemd/libsystemd-shared-257.9-2.fc42.so', 'vmspawn@257'],
      ['/usr/lib/systemd/libsystemd-shared-257.so', 'vmspawn@257'],
      [`${DEBIAN}/libsystemd-shared-257.so`, 'vmspawn@257'],
      ['/usr/lib/python3/dist-packages/mkosi-27.1.dist-info/METADATA', 'mkosi@27'],
      ['/usr/lib/python3.13/site-packages/mkosi-27.1.dist-info/METADATA', 'mkosi@27'],
      ['/usr/local/lib/python3.13/dist-packages/mkosi-27.1.egg-info', 'mkosi@27'],
    ]) {
      const found = await ids(makeMemoryWorkspace({ [path ?? '']: '', [VMSPAWN]: '' }));
      assert.equal(found[0], id, path);
    }
  });

  it('finds nothing elsewhere', async () => {
    const files = makeMemoryWorkspace({
      '/opt/lib/libvirt.so.0.11003.0': '',
      '/usr/lib/qemu/libvirt.so.0.11003.0': '',
      '/home/user/mkosi-27.1.dist-info': '',
    });
    assert.deepEqual(await ids(files), [NEWEST_LIBVIRT]);
  });

  it('looks at a bounded number of folders and opens no file', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`/usr/lib/python3.${at}/dist-packages/x`, '']),
    );
    const files = makeMemoryWorkspace({ ...many, '/usr/lib64/libvirt.so.0.11003.0': '' });
    const listed: string[] = [];
    const entries: Workspace['entries'] = (folder) => {
      listed.push(folder);
      return files.entries(folder);
    };
    assert.deepEqual(
      (await readInstalledConsumers({ stat: (path) => files.stat(path), entries })).map(({ id }) => id),
      ['libvirt@11.3'],
    );
    assert.ok(listed.length < 50, `${listed.length} folders`);
    assert.equal(new Set(listed).size, listed.length, 'each once');
  });

  it('is done once for a root until something may have changed', async () => {
    let listings = 0;
    let present = makeMemoryWorkspace({ '/machine/usr/lib64/libvirt.so.0.11003.0': '' });
    const files: Workspace = {
      ...present,
      entries(folder) {
        listings++;
        return present.entries(folder);
      },
    };
    const installed = new InstalledConsumers(files);
    const choose = async (root: string): Promise<readonly string[]> =>
      (await installed.choose([AUTO], root)).consumers;
    assert.deepEqual(await choose('/machine'), ['libvirt@11.3']);
    const before = listings;
    present = makeMemoryWorkspace({ '/machine/usr/lib64/libvirt.so.0.9000.0': '' });
    assert.deepEqual(await choose('/machine'), ['libvirt@11.3']);
    assert.equal(listings, before);
    assert.deepEqual(await choose(''), [NEWEST_LIBVIRT]);
    installed.forget();
    assert.deepEqual(await choose('/machine'), ['libvirt@9.0']);
  });

  it('reads nothing if consumers are named, and finds nothing without files', async () => {
    const files = makeMemoryWorkspace({});
    const entries: Workspace['entries'] = () => assert.fail('looked');
    const named = new InstalledConsumers({ ...files, entries });
    assert.deepEqual((await named.choose(['mkosi@27'], '')).consumers, ['mkosi@27']);
    const { consumers: ids, auto } = await new InstalledConsumers(undefined).choose([AUTO], '');
    assert.deepEqual([ids, auto], [[NEWEST_LIBVIRT], [{ id: NEWEST_LIBVIRT, installed: null }]]);
    assert.match(
      describeAuto(NEWEST_LIBVIRT, auto) ?? '',
      /^a browser cannot see what is installed; answers are for libvirt \d/,
    );
    const failing = new InstalledConsumers({ ...files, entries: () => Promise.reject(new Error('gone')) });
    assert.deepEqual((await failing.choose([AUTO], '')).consumers, [NEWEST_LIBVIRT]);
  });
});
