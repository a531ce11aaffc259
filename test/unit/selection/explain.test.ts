import assert from 'node:assert/strict';
import type { EntryKind } from '../../../server/src/descriptor/surroundings';
import { getSchema } from '../../../server/src/schema/bundled';
import type { Chooser } from '../../../server/src/consumers/chooser';
import { CHOOSERS, findChooser } from '../../../server/src/consumers/choosers';
import { findConsumer } from '../../../server/src/consumers/index';
import type { Files } from '../../../server/src/selection/directory';
import { explainSelection, type Explanation } from '../../../server/src/selection/explain';
import type { Guest } from '../../../server/src/consumers/guest';
import { listSearchedFiles, openCandidates, listSearchPath } from '../../../server/src/selection/listing';
import { descriptorOf, GUEST, SOUND } from '../consumers/guests';

const SHARE = '/usr/share/qemu/firmware';
const ETC = '/etc/qemu/firmware';
const CONFIG = '/home/jane/.config';
const USER = `${CONFIG}/qemu/firmware`;
const GOOD = descriptorOf(SOUND);
const SECURE = descriptorOf({ ...SOUND, features: ['secure-boot'] });
const BROKEN = GOOD.slice(1);

/** Files by their paths: a text, or the kind of another entry. */
type Machine = Readonly<
  Record<string, string | { readonly kind: Exclude<EntryKind, 'file' | 'empty'> | 'folder' }>
>;

function filesOf(machine: Machine): Files {
  const at = new Map(Object.entries(machine));
  return {
    stat(path) {
      const found = at.get(path);
      if (typeof found === 'string') return Promise.resolve({ kind: 'file', size: found.length });
      if (found === undefined || found.kind === 'dangling') return Promise.resolve(undefined);
      return Promise.resolve({ kind: found.kind === 'folder' ? 'folder' : 'other', size: 0 });
    },
    entries(folder) {
      const names = [...at.keys()].filter((path) => path.startsWith(`${folder}/`));
      const entries = names.map((path) => {
        const kind = typeof at.get(path) === 'string' ? ('file' as const) : ('link' as const);
        return { name: path.slice(folder.length + 1), kind };
      });
      return Promise.resolve({ entries });
    },
    read(path) {
      const text = at.get(path);
      return Promise.resolve(
        typeof text === 'string'
          ? { bytes: new TextEncoder().encode(text) }
          : { problem: { kind: 'missing' } },
      );
    },
  };
}

function chooser(id: string): Chooser {
  const found = findChooser(id);
  assert.ok(found);
  return found;
}

async function explained(
  machine: Machine,
  id = 'libvirt@11.3',
  wishes: Partial<Guest> = {},
  inSession = false,
): Promise<Explanation> {
  const { manner } = chooser(id).consumer;
  const folders = listSearchPath(manner, { configuration: CONFIG, inSession });
  const files = filesOf(machine);
  const candidates = await openCandidates(await listSearchedFiles(folders, manner, files), files);
  return explainSelection({ ...GUEST, ...wishes }, candidates, chooser(id), getSchema('latest'));
}

/** Each candidate as `path: verdict code`, with the folders in short. */
async function shown(...args: Parameters<typeof explained>): Promise<readonly string[]> {
  const { candidates } = await explained(...args);
  return candidates.map(({ path, verdict, code }) =>
    `${path}: ${verdict} ${code}`.replace(SHARE, 'share').replace(ETC, 'etc').replace(USER, 'user'),
  );
}

describe('The selection among several files', () => {
  it('takes the first that fits, by name, wherever it lies', async () => {
    const machine = {
      [`${SHARE}/10-a.json`]: SECURE,
      [`${SHARE}/30-c.json`]: GOOD,
      [`${ETC}/20-b.json`]: GOOD,
    };
    assert.deepEqual(await shown(machine, 'libvirt@11.3', { secureBoot: false }), [
      'share/10-a.json: refused secure-boot',
      'etc/20-b.json: picked fits',
      'share/30-c.json: not-reached not-reached',
    ]);
    assert.equal(
      (await explained(machine, 'libvirt@11.3', { secureBoot: false })).picked,
      `${ETC}/20-b.json`,
    );
  });

  it('takes of one name the most specific, for all but mkosi', async () => {
    const machine = { [`${SHARE}/10-a.json`]: GOOD, [`${ETC}/10-a.json`]: SECURE };
    const wish = { secureBoot: false };
    for (const id of ['libvirt@11.3', 'vmspawn@257'])
      assert.deepEqual(await shown(machine, id, wish), [
        'etc/10-a.json: refused secure-boot',
        'share/10-a.json: masked file-hidden',
      ]);
    assert.deepEqual(await shown(machine, 'mkosi@27', wish), [
      'etc/10-a.json: refused secure-boot',
      'share/10-a.json: picked fits',
    ]);
  });

  it('looks into the directory of the user for vmspawn, and for libvirt in a session', async () => {
    const machine = { [`${SHARE}/10-a.json`]: GOOD, [`${USER}/10-a.json`]: GOOD };
    const users = ['user/10-a.json: picked fits', 'share/10-a.json: masked file-hidden'];
    assert.deepEqual(await shown(machine), ['share/10-a.json: picked fits']);
    assert.deepEqual(await shown(machine, 'libvirt@11.3', {}, true), users);
    assert.deepEqual(await shown(machine, 'vmspawn@257'), users);
    assert.deepEqual(await shown(machine, 'mkosi@27', {}, true), ['share/10-a.json: picked fits']);
  });

  it('is the same for one name in three directories, regardless of the middle one', async () => {
    const machine = { [`${SHARE}/10-a.json`]: GOOD, [`${ETC}/10-a.json`]: '', [`${USER}/10-a.json`]: GOOD };
    assert.deepEqual(await shown(machine, 'vmspawn@257'), [
      'user/10-a.json: picked fits',
      'etc/10-a.json: masked file-hidden',
      'share/10-a.json: masked file-hidden',
    ]);
  });

  it('takes an empty file for a mask, but mkosi fails on it', async () => {
    const machine = { [`${SHARE}/10-a.json`]: GOOD, [`${ETC}/10-a.json`]: '', [`${SHARE}/20-b.json`]: GOOD };
    for (const id of ['libvirt@9.0', 'libvirt@11.3', 'vmspawn@257'])
      assert.deepEqual(await shown(machine, id), [
        'etc/10-a.json: skipped mask',
        'share/10-a.json: masked file-hidden',
        'share/20-b.json: picked fits',
      ]);
    const { picked, stopped, candidates } = await explained(machine, 'mkosi@27');
    assert.equal(picked, undefined);
    assert.match(stopped ?? '', /\/etc\/qemu\/firmware\/10-a\.json/);
    assert.deepEqual(
      candidates.map(({ verdict, code }) => `${verdict} ${code}`),
      ['skipped json-blank', 'not-reached not-reached', 'not-reached not-reached'],
    );
  });

  it('takes a link to /dev/null for a mask with vmspawn, for nothing with libvirt', async () => {
    const machine: Machine = { [`${SHARE}/10-a.json`]: GOOD, [`${ETC}/10-a.json`]: { kind: 'device' } };
    assert.deepEqual(await shown(machine), [
      'etc/10-a.json: skipped file-link',
      'share/10-a.json: picked fits',
    ]);
    assert.deepEqual(await shown(machine, 'vmspawn@257'), [
      'etc/10-a.json: skipped mask',
      'share/10-a.json: masked file-hidden',
    ]);
    assert.equal((await explained(machine, 'mkosi@27')).picked, undefined);
  });

  it('does not take place for libvirt where a link leads nowhere', async () => {
    const machine: Machine = { [`${SHARE}/10-a.json`]: GOOD, [`${SHARE}/20-b.json`]: { kind: 'dangling' } };
    const { picked, stopped, nearest } = await explained(machine);
    assert.deepEqual([picked, nearest], [undefined, undefined]);
    assert.match(stopped ?? '', /20-b\.json/);
    assert.deepEqual(await shown(machine), [
      'share/10-a.json: not-reached not-reached',
      'share/20-b.json: skipped file-link',
    ]);
    // vmspawn ignores it, and mkosi does not reach it.
    assert.equal((await explained(machine, 'vmspawn@257')).picked, `${SHARE}/10-a.json`);
    assert.equal((await explained(machine, 'mkosi@27')).picked, `${SHARE}/10-a.json`);
  });

  it('ignores broken files, but not for libvirt 9.0, and for mkosi only if it does not reach them', async () => {
    const machine = { [`${SHARE}/10-a.json`]: GOOD, [`${SHARE}/20-b.json`]: BROKEN };
    const { picked, candidates } = await explained(machine);
    assert.equal(picked, `${SHARE}/10-a.json`);
    assert.equal(candidates[1]?.verdict, 'skipped');
    assert.equal((await explained(machine, 'libvirt@9.0')).picked, undefined);
    assert.equal((await explained(machine, 'mkosi@27')).picked, `${SHARE}/10-a.json`);
    assert.equal((await explained(machine, 'mkosi@27', { secureBoot: true })).picked, undefined);
    assert.match((await explained(machine, 'mkosi@27', { secureBoot: true })).stopped ?? '', /20-b/);
  });

  it('ends with why libvirt does not start a guest with firmware of its own', async () => {
    const own = { firmware: undefined, loaderType: 'pflash', loader: '/fw/OWN.fd', acpi: false } as const;
    const machine = { [`${SHARE}/10-a.json`]: GOOD };
    const { picked, stopped, nearest } = await explained(machine, 'libvirt@11.3', own);
    assert.deepEqual([picked, nearest], [undefined, undefined]);
    assert.match(stopped ?? '', /<acpi\/>/);
    assert.deepEqual(await shown(machine, 'libvirt@11.3', own), ['share/10-a.json: refused path']);
    assert.equal((await explained(machine, 'libvirt@11.3', { ...own, acpi: true })).stopped, undefined);
  });

  it('reads other names than *.json, but for vmspawn, and hidden ones for mkosi', async () => {
    const machine: Machine = {
      [`${SHARE}/10-a.json~`]: GOOD,
      [`${SHARE}/.b.json`]: GOOD,
      [`${SHARE}/d`]: { kind: 'folder' },
    };
    assert.deepEqual(await shown(machine), ['share/10-a.json~: picked fits']);
    assert.deepEqual(await shown(machine, 'vmspawn@257'), ['share/10-a.json~: skipped file-name']);
    assert.equal((await explained(machine, 'mkosi@27')).picked, `${SHARE}/.b.json`);
  });

  it('names the rule that states why a file is skipped', async () => {
    const machine = { [`${SHARE}/10-a.json`]: GOOD.replace('"device":"flash"', '"device":"flush"') };
    assert.deepEqual(await shown(machine), ['share/10-a.json: skipped unknown-value']);
    // Without a template and a file of its own a descriptor is of no use to vmspawn.
    const stateless = descriptorOf({ ...SOUND, mode: 'stateless', hasTemplate: false });
    assert.deepEqual(await shown({ [`${SHARE}/10-a.json`]: stateless }, 'vmspawn@257'), [
      'share/10-a.json: skipped missing-member',
    ]);
  });

  it('does not happen for a guest that requests nothing', async () => {
    const machine = { [`${SHARE}/10-a.json`]: GOOD, [`${SHARE}/20-b.json`]: BROKEN };
    const { picked, stopped, candidates } = await explained(machine, 'libvirt@11.3', { firmware: undefined });
    assert.equal(picked, undefined);
    assert.match(stopped ?? '', /no firmware/);
    assert.deepEqual(
      candidates.map(({ verdict }) => verdict),
      ['not-reached', 'skipped'],
    );
  });

  it('tells what would fit where nothing does', async () => {
    const { nearest } = await explained({ [`${SHARE}/10-a.json`]: GOOD }, 'libvirt@11.3', {
      secureBoot: true,
    });
    assert.equal(nearest?.path, `${SHARE}/10-a.json`);
    assert.deepEqual(
      nearest.refusals.map(({ code }) => code),
      ['secure-boot'],
    );
    assert.equal((await explained({ [`${SHARE}/10-a.json`]: GOOD })).nearest, undefined);
    assert.equal((await explained({})).nearest, undefined);
  });

  it('tells that libvirt 9.0 regrets its choice', async () => {
    const machine = { [`${SHARE}/10-a.json`]: descriptorOf({ ...SOUND, features: ['requires-smm'] }) };
    const { outcome, picked, problems } = await explained(machine, 'libvirt@9.0', { smm: false });
    assert.deepEqual([outcome, picked], ['refused', `${SHARE}/10-a.json`]);
    assert.match(problems[0]?.message ?? '', /SMM turned off/);
  });

  it('tells what was measured on the consumer from what was only read', async () => {
    for (const id of CHOOSERS)
      assert.equal((await explained({}, id)).isVerified, findConsumer(id)?.isVerified, id);
  });
});
