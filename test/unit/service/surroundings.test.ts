import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { findInstalled } from '../../../server/src/descriptor/searchPath';
import { makeSelectionKey } from '../../../server/src/consumers/libvirt/selectionKey';
import { analyse } from '../../../server/src/rules/analyse';
import { withMembers } from '../../../server/src/rules/examples';
import { getSchema } from '../../../server/src/schema/bundled';
import { findSurroundings } from '../../../server/src/service/surroundings';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import { nodeWorkspace } from '../../../server/src/workspace/nodeWorkspace';
import type { Workspace } from '../../../server/src/workspace/workspace';

const SOUND = withMembers({}).text;
const OTHER = withMembers({ features: [] }).text;
const SHARE = '/usr/share/qemu/firmware';
const ETC = '/etc/qemu/firmware';
const HOME = '/home/jane/.config/qemu/firmware';
const IMAGES = { '/usr/share/OVMF/OVMF_CODE_4M.fd': 'code', '/usr/share/OVMF/OVMF_VARS_4M.fd': 'vars' };

/** The codes of what is found in a file by what lies around it. */
async function found(workspace: Workspace, file: string, root = ''): Promise<string[]> {
  const content = await workspace.read(file, 2 ** 20);
  const text = 'bytes' in content ? new TextDecoder().decode(content.bytes) : '';
  const document = new DescriptorDocument(text, getSchema('latest'), file);
  const surroundings = await findSurroundings(document, file, { root }, workspace);
  return surroundings
    ? analyse(document.withSurroundings(surroundings)).map(({ code }) => code)
    : ['nothing known'];
}

describe('What lies around a descriptor', () => {
  const among = (files: Record<string, string>, file: string): Promise<string[]> =>
    found(makeMemoryWorkspace({ ...IMAGES, ...files }), file);

  it('is of no interest alone, and not known elsewhere', async () => {
    assert.deepEqual(await among({ [`${SHARE}/60-a.json`]: SOUND }, `${SHARE}/60-a.json`), []);
    assert.deepEqual(await among({ '/src/qemu/firmware/a.json': SOUND }, '/src/qemu/firmware/a.json'), [
      'nothing known',
    ]);
  });

  it('may hide it, for those who read the other directory', async () => {
    for (const text of ['', OTHER]) {
      const files = { [`${SHARE}/60-a.json`]: SOUND, [`${ETC}/60-a.json`]: text };
      assert.deepEqual(await among(files, `${SHARE}/60-a.json`), ['file-hidden']);
      assert.deepEqual(await among(files, `${ETC}/60-a.json`), []);
    }
    const users = { [`${SHARE}/60-a.json`]: SOUND, [`${HOME}/60-a.json`]: '' };
    assert.deepEqual(await among(users, `${SHARE}/60-a.json`), []);
    assert.deepEqual(await among(users, `${HOME}/60-a.json`), []);
  });

  it('may leave a mask nothing to hide', async () => {
    assert.deepEqual(await among({ [`${ETC}/60-a.json`]: '' }, `${ETC}/60-a.json`), ['mask-needless']);
    assert.deepEqual(await among({ [`${SHARE}/60-a.json`]: '' }, `${SHARE}/60-a.json`), ['mask-needless']);
    assert.deepEqual(
      await among({ [`${ETC}/60-a.json`]: '', [`${SHARE}/60-b.json`]: SOUND }, `${ETC}/60-a.json`),
      ['mask-needless'],
    );
  });

  it('may come first with the same guests', async () => {
    const first = { [`${SHARE}/50-a.json`]: SOUND, [`${SHARE}/60-b.json`]: SOUND };
    assert.deepEqual(await among(first, `${SHARE}/50-a.json`), []);
    assert.deepEqual(await among(first, `${SHARE}/60-b.json`), ['file-shadowed']);
    // What is hidden, broken or different does not come first.
    assert.deepEqual(await among({ ...first, [`${ETC}/50-a.json`]: '' }, `${SHARE}/60-b.json`), []);
    assert.deepEqual(await among({ ...first, [`${ETC}/50-a.json`]: OTHER }, `${SHARE}/60-b.json`), []);
    assert.deepEqual(
      await among({ ...first, [`${SHARE}/50-a.json`]: SOUND.slice(9) }, `${SHARE}/60-b.json`),
      [],
    );
    const fromEtc = { [`${ETC}/10-c.json`]: SOUND, [`${SHARE}/60-b.json`]: SOUND };
    assert.deepEqual(await among(fromEtc, `${SHARE}/60-b.json`), ['file-shadowed']);
  });

  it('has the images that it names, or not', async () => {
    const file = `${SHARE}/60-a.json`;
    const without = makeMemoryWorkspace({ [file]: SOUND, '/usr/share/OVMF/OVMF_VARS_4M.fd': 'vars' });
    assert.deepEqual(await found(without, file), ['image-missing']);
    assert.deepEqual(await found(makeMemoryWorkspace({ [file]: SOUND }), file), [
      'image-missing',
      'image-missing',
    ]);
    const template = SOUND.replace('/usr/share/OVMF/OVMF_CODE', '@DATADIR@/OVMF_CODE');
    assert.deepEqual(await among({ [file]: template }, file), []);
  });

  it('is looked for below a root, for a file anywhere', async () => {
    const staged = Object.fromEntries(Object.entries(IMAGES).map(([name, text]) => [`/stage${name}`, text]));
    const workspace = makeMemoryWorkspace({
      ...staged,
      '/src/60-a.json': SOUND,
      [`/stage${SHARE}/60-b.json`]: '',
    });
    assert.deepEqual(await found(workspace, '/src/60-a.json', '/stage'), []);
    assert.deepEqual(await found(workspace, '/src/60-a.json', '/empty'), ['image-missing', 'image-missing']);
    assert.deepEqual(await found(workspace, `/stage${SHARE}/60-b.json`, '/stage'), ['mask-needless']);
    assert.deepEqual(await found(workspace, `/stage${SHARE}/60-b.json`), ['nothing known']);
  });
});

describe('Links in a descriptor directory', () => {
  let root: string;
  const place = (name: string): string => path.join(root, ETC, name);
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    for (const folder of [ETC, SHARE, '/usr/share/OVMF'])
      mkdirSync(path.join(root, folder), { recursive: true });
    writeFileSync(path.join(root, '/usr/share/OVMF/OVMF_VARS_4M.fd'), 'vars');
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('to nowhere and to a device are told apart from files', async () => {
    symlinkSync('/dev/null', place('60-a.json'));
    symlinkSync('nowhere', place('60-b.json'));
    writeFileSync(place('60-c.json'), OTHER);
    symlinkSync('60-c.json', place('70-d.json'));
    symlinkSync('/outside', path.join(root, '/usr/share/OVMF/OVMF_CODE_4M.fd'));
    assert.deepEqual(await found(nodeWorkspace, place('60-a.json'), root), ['file-link']);
    assert.deepEqual(await found(nodeWorkspace, place('60-b.json'), root), ['file-link']);
    assert.deepEqual(await found(nodeWorkspace, place('60-c.json'), root), ['image-missing']);
    writeFileSync(path.join(root, 'outside'), 'code');
    assert.deepEqual(await found(nodeWorkspace, place('60-c.json'), root), []);
    assert.deepEqual(await found(nodeWorkspace, place('70-d.json'), root), ['file-shadowed']);
  });

  it('to a device hide nothing from libvirt', async () => {
    writeFileSync(path.join(root, SHARE, '60-a.json'), SOUND);
    symlinkSync('/dev/null', place('60-a.json'));
    writeFileSync(path.join(root, '/usr/share/OVMF/OVMF_CODE_4M.fd'), 'code');
    assert.deepEqual(await found(nodeWorkspace, path.join(root, SHARE, '60-a.json'), root), []);
  });
});

describe('The place of an installed descriptor', () => {
  it('is one of three directories below the root', () => {
    const folders = (file: string, root = ''): readonly string[] | undefined =>
      findInstalled(file, root)?.folders;
    assert.deepEqual(folders(`${SHARE}/a.json`), [SHARE, ETC]);
    assert.deepEqual(folders(`${HOME}/a.json`), [SHARE, ETC, HOME]);
    assert.deepEqual(folders(`/stage${ETC}/a.json`, '/stage'), [`/stage${SHARE}`, `/stage${ETC}`]);
    for (const file of [
      '/usr/local/share/qemu/firmware/a.json',
      `/stage${ETC}/a.json`,
      `${ETC}/x/a.json`,
      'a.json',
    ])
      assert.equal(folders(file), undefined, file);
  });
});

describe('What libvirt selects by', () => {
  const key = (changes: Record<string, unknown>): string | undefined =>
    makeSelectionKey(new DescriptorDocument(withMembers(changes).text, getSchema('latest')));
  const target = (...machines: string[]) => ({ architecture: 'x86_64', machines });

  it('is independent of the order, the description and the grouping', () => {
    const targets = [target('pc-q35-*'), target('pc-i440fx-*')];
    const features = ['verbose-dynamic', 'acpi-s3'];
    assert.equal(key({ targets, features, description: 'x', tags: ['y'] }), key({}));
    assert.notEqual(key({ targets: [target('pc-q35-*')] }), key({}));
    assert.notEqual(key({ features: [] }), key({}));
    assert.notEqual(key({ 'interface-types': ['bios'] }), key({}));
  });

  it('is nothing where libvirt skips the file', () => {
    for (const changes of [
      { mapping: {} },
      { targets: [] },
      { 'interface-types': [] },
      { mapping: { device: 'flash' } },
    ])
      assert.equal(key(changes), undefined, JSON.stringify(changes));
  });
});
