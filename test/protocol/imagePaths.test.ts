import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CompletionItem, CompletionList, Range } from 'vscode-languageserver';
import { packedFirmware } from '../unit/support/packedFirmware';
import { Client, type Kind } from './client';
import { BARE, VSCODE } from './kinds';

const URI = 'untitled:new.json';
const SUGGEST = 'editor.action.triggerSuggest';

function makeDescriptor(value: string): string {
  return `{ "mapping": { "device": "flash", "executable": { "filename": ${value} } } }`;
}

/** The start of its value. */
const VALUE = makeDescriptor('⟨⟩').indexOf('⟨⟩');

function onOneLine(start: number, end: number): Range {
  return { start: { line: 0, character: start }, end: { line: 0, character: end } };
}

describe('the server, for paths below the root,', () => {
  let client: Client;
  let home: string;
  let root: string;
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'qemu-firmware-'));
    root = path.join(home, 'root');
    for (const folder of ['OVMF', 'qemu/firmware', 'many'])
      mkdirSync(path.join(root, 'usr/share', folder), { recursive: true });
    const images = path.join(root, 'usr/share/OVMF');
    for (const name of ['A.fd', 'B.fd', 'OVMF_CODE.fd'])
      writeFileSync(path.join(images, name), packedFirmware(false));
    writeFileSync(path.join(images, 'notes.txt'), 'no image');
    writeFileSync(path.join(home, 'secret.fd'), 'outside');
    symlinkSync(home, path.join(images, 'out'));
    symlinkSync('/usr/share/OVMF/A.fd', path.join(images, 'link.fd'));
    const used = makeDescriptor('"/usr/share/OVMF/B.fd"');
    writeFileSync(path.join(root, 'usr/share/qemu/firmware/60-used.json'), used);
  });
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
    rmSync(home, { recursive: true });
  });

  const start = async (kind: Kind, options: object = {}): Promise<void> => {
    const settings = { root };
    client = await Client.start({ ...kind, settings, initializationOptions: { settings, ...options } });
  };
  const ask = async (marked: string): Promise<CompletionList> => {
    const text = makeDescriptor(marked);
    client.open(URI, text.replace('⟨⟩', ''));
    const answer = await client.request<CompletionItem[] | CompletionList>('textDocument/completion', {
      textDocument: { uri: URI },
      position: { line: 0, character: text.indexOf('⟨⟩') },
    });
    client.notify('textDocument/didClose', { textDocument: { uri: URI } });
    return Array.isArray(answer) ? { isIncomplete: false, items: answer } : answer;
  };
  const labels = async (marked: string): Promise<string[]> =>
    (await ask(marked)).items.map(({ label }) => label);

  it('completes folder by folder', async () => {
    await start(VSCODE, { commands: [SUGGEST] });
    assert.deepEqual(await labels('"/⟨⟩"'), ['/usr/share/OVMF/B.fd', 'usr/']);
    assert.deepEqual(await labels('"/usr/⟨⟩"'), ['/usr/share/OVMF/B.fd', 'share/']);
    const { items } = await ask('"/usr/share/⟨⟩"');
    assert.deepEqual(
      items.map(({ label, kind, command }) => [label, kind, command?.command]),
      [
        ['/usr/share/OVMF/B.fd', 17, undefined],
        ['OVMF/', 19, SUGGEST],
        ['qemu/', 19, SUGGEST],
        ['many/', 19, SUGGEST],
      ],
    );
    const images = await labels('"/usr/share/OVMF/⟨⟩"');
    assert.deepEqual(images, ['B.fd', 'A.fd', 'OVMF_CODE.fd', 'link.fd']);
    assert.deepEqual(await labels('"/nowhere/⟨⟩"'), []);
  });

  it('describes images and the descriptors that name them', async () => {
    await start(VSCODE);
    const [used, other] = (await ask('"/usr/share/OVMF/⟨⟩"')).items;
    assert.match(used?.detail ?? '', /^UEFI firmware.* · used by 60-used\.json$/);
    assert.match(other?.detail ?? '', /^UEFI firmware[^·]*$/);
  });

  it('offers images of other descriptors, and folders with images, before anything is typed', async () => {
    await start(BARE);
    const { items } = await ask('⟨⟩');
    assert.deepEqual(
      items.map(({ label, textEdit, command }) => [label, textEdit?.newText, command]),
      [
        ['/usr/share/OVMF/B.fd', '"/usr/share/OVMF/B.fd"', undefined],
        ['/usr/share/OVMF/', '"/usr/share/OVMF/"', undefined],
        ['/usr/share/qemu/', '"/usr/share/qemu/"', undefined],
      ],
    );
  });

  it('offers paths without quotes, and inserts the quotes', async () => {
    await start(VSCODE);
    for (const [marked, label, accepted] of [
      ['⟨⟩', '/usr/share/OVMF/B.fd', '"/usr/share/OVMF/B.fd"'],
      ['/⟨⟩', 'usr/', '"/usr/$0"'],
      ['/usr/sh⟨⟩', 'share/', '"/usr/share/$0"'],
      ['/usr/share/OVMF/⟨⟩', 'A.fd', '"/usr/share/OVMF/A.fd"'],
      ['/usr/share/OVMF/A⟨⟩.fd', 'A.fd', '"/usr/share/OVMF/A.fd"'],
    ] as const) {
      const item =
        (await ask(marked)).items.find((each) => each.label === label) ??
        assert.fail(`${label} for ${marked}`);
      const typed = marked.slice(0, marked.indexOf('⟨⟩'));
      assert.deepEqual(
        item.textEdit,
        { newText: accepted, range: onOneLine(VALUE, VALUE + marked.length - '⟨⟩'.length) },
        marked,
      );
      // Editors compare it with the text between the start of the range and the cursor.
      assert.ok(item.filterText?.startsWith(typed), `${String(item.filterText)} for ${typed}`);
    }
  });

  it('is asked again after each character, as folders differ', async () => {
    await start(VSCODE);
    for (const marked of [
      '⟨⟩',
      '/⟨⟩',
      '"⟨⟩"',
      '"/usr/share/⟨⟩"',
      '"/nowhere/⟨⟩"',
      '"/usr/share/OVMF/A.fd⟨⟩"',
    ])
      assert.equal((await ask(marked)).isIncomplete, true, marked);
    const { items } = await ask('"/usr/share/OVMF/A⟨⟩.fd"');
    const [item] = items.filter(({ label }) => label === 'A.fd');
    assert.equal(item?.filterText, '/usr/share/OVMF/A.fd');
    assert.deepEqual(item.textEdit, {
      newText: '/usr/share/OVMF/A.fd',
      range: onOneLine(VALUE + 1, VALUE + 1 + '/usr/share/OVMF/A.fd'.length),
    });
  });

  it('does not leave the root', async () => {
    await start(VSCODE);
    for (const typed of ['/usr/share/OVMF/out/', '/../', '/usr/share/OVMF/../../../../'])
      assert.ok(!(await labels(`"${typed}⟨⟩"`)).join().includes('secret.fd'), typed);
    assert.deepEqual(await labels('"/../⟨⟩"'), ['usr/']);
  });

  it('does not list folders of devices', async () => {
    mkdirSync(path.join(root, 'proc'));
    writeFileSync(path.join(root, 'proc/kmsg.fd'), '');
    await start(VSCODE);
    assert.deepEqual(await labels('"/proc/⟨⟩"'), []);
  });

  it('returns a limited, incomplete list', async () => {
    for (let index = 0; index < 1005; index++)
      writeFileSync(path.join(root, `usr/share/many/image-${index}.fd`), '');
    await start(VSCODE);
    const all = await ask('"/usr/share/many/⟨⟩"');
    assert.equal(all.isIncomplete, true);
    assert.equal(all.items.length, 1000);
    assert.ok((await labels('"/usr/share/many/image-1004⟨⟩"')).includes('image-1004.fd'));
  });

  it('returns the templates of the schema', async () => {
    await start(VSCODE);
    const templates = await client.request<{ id: string; snippet: string }[]>('qemuFirmware/templates', {});
    assert.equal(templates[0]?.id, 'uefi-split-x86_64');
    assert.match(templates[0].snippet, /^\{\n\t"description": "\$\{1:/);
  });
});
