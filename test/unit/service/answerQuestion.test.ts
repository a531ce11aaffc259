import assert from 'node:assert/strict';
import { NEWEST_LIBVIRT } from '../../../server/src/consumers/index';
import { getSchema } from '../../../server/src/schema/bundled';
import { answerQuestion } from '../../../server/src/service/answerQuestion';
import {
  readWishes,
  type GuestAnswer,
  type Question,
  type SearchPathAnswer,
} from '../../../server/src/selection/question';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import { descriptorOf, SOUND } from '../consumers/guests';

const SHARE = '/usr/share/qemu/firmware';
const ETC = '/etc/qemu/firmware';
const ASKED = { consumers: ['libvirt@11.3'], root: '', inSession: false };

/** @param files texts by their paths */
function ask(question: Question, files: Readonly<Record<string, string>> = {}) {
  return answerQuestion(question, {
    files: makeMemoryWorkspace(files),
    user: { configuration: '/home/jane/.config' },
    architecture: 'x86_64',
    context: getSchema('latest'),
    newestRelease: '11.1',
  });
}

async function explained(
  guest: string | Parameters<typeof readWishes>[0],
  files: Readonly<Record<string, string>> = { [`${SHARE}/10-a.json`]: descriptorOf(SOUND) },
): Promise<GuestAnswer> {
  const required = typeof guest === 'string' ? guest : readWishes(guest);
  const found = await ask({ ...ASKED, kind: 'guest', guest: required, qemuVersion: 'latest' }, files);
  assert.ok('candidates' in found, JSON.stringify(found));
  return found;
}

describe('answers on the selection of firmware', () => {
  const listed = async (
    asked: Partial<typeof ASKED>,
    files: Readonly<Record<string, string>> = {},
  ): Promise<SearchPathAnswer> =>
    (await ask({ ...ASKED, ...asked, kind: 'search-path' }, files)) as SearchPathAnswer;

  it('are for the first consumer whose choice is known, else for the newest libvirt', async () => {
    for (const [consumers, id] of [
      [['other@1', 'mkosi@27'], 'mkosi@27'],
      [['libvirt@9.0', 'mkosi@27'], 'libvirt@9.0'],
      [['other@1'], NEWEST_LIBVIRT],
      [[], NEWEST_LIBVIRT],
    ] as const)
      assert.equal((await listed({ consumers: [...consumers] })).consumer.id, id);
  });

  it('know in which directories a consumer looks', async () => {
    const user = '/home/jane/.config/qemu/firmware';
    assert.deepEqual((await listed({})).folders, [SHARE, ETC]);
    assert.deepEqual((await listed({ inSession: true })).folders, [SHARE, ETC, user]);
    const directories = ['/opt/firmware', ETC];
    const asked = await ask({ ...ASKED, directories, kind: 'search-path' });
    assert.deepEqual('folders' in asked && asked.folders, ['/opt/firmware', SHARE, ETC]);
    const { folders, merges } = await listed({ consumers: ['mkosi@27'], inSession: true });
    assert.deepEqual([folders, merges], [[SHARE, ETC], false]);
  });

  it('tell of each file what becomes of it, and of a guest that it is for', async () => {
    const { files } = await listed(
      {},
      {
        [`${SHARE}/10-a.json`]: descriptorOf(SOUND),
        [`${SHARE}/20-b.json`]: '[]',
        [`${ETC}/10-a.json`]: descriptorOf(SOUND),
        '/fw/CODE.fd': 'code',
      },
    );
    assert.deepEqual(
      files.map(({ folder, name, verdict, guest }) => [folder, name, verdict, guest?.machine]),
      [
        [ETC, '10-a.json', 'loads', 'pc'],
        [SHARE, '10-a.json', 'masked', undefined],
        [SHARE, '20-b.json', 'skips', undefined],
      ],
    );
    assert.deepEqual(
      Object.entries(files[0]?.guest ?? {}).filter(([, value]) => value !== undefined),
      [
        ['architecture', 'x86_64'],
        ['machine', 'pc'],
        ['firmware', 'uefi'],
        ['secureBoot', false],
      ],
    );
    assert.ok(files[2]?.because[0]?.message);
  });

  it('take a guest without wishes for one of the usual machine of this architecture', async () => {
    const { guest, picked, leavesChoice } = await explained({});
    assert.deepEqual(guest, [
      ['architecture', 'x86_64'],
      ['machine', 'pc-i440fx-11.1'],
      ['firmware', 'uefi'],
    ]);
    assert.deepEqual([picked, leavesChoice], [`${SHARE}/10-a.json`, true]);
  });

  it('name the first tag of <os>, with any attributes', async () => {
    const text = `<domain><os a="/>" firmware='efi'><type>hvm</type></os></domain>`;
    const { os } = await explained(text);
    assert.equal(text.slice(os?.start, os?.end), `<os a="/>" firmware='efi'>`);
  });

  it('know a guest that does not leave the choice', async () => {
    const { leavesChoice, stopped } = await explained('<domain><os><type>hvm</type></os></domain>');
    assert.equal(leavesChoice, false);
    assert.ok(stopped);
  });

  it('leave open what wishes do not say, or say wrongly', () => {
    const open = {
      architecture: undefined,
      machine: undefined,
      firmware: 'uefi',
      secureBoot: undefined,
      enrolledKeys: undefined,
      smm: undefined,
      stateless: undefined,
      confidential: undefined,
    };
    assert.deepEqual(
      readWishes({ architecture: '', secureBoot: 'no', confidential: 'x', firmware: 1 }),
      open,
    );
    assert.deepEqual(readWishes({ machine: 'q35', smm: false, confidential: 'tdx', firmware: 'bios' }), {
      ...open,
      ...{ machine: 'q35', smm: false, confidential: 'tdx', firmware: 'bios' },
    });
  });
});
