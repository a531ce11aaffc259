import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { findCompletion, type CompletionItem } from '../../../server/src/features/completion';
import {
  findTypedFolder,
  mayBeImage,
  proposeImages,
  type ImagePlace,
  type PathCandidate,
} from '../../../server/src/features/completion/imagePaths';
import type { ImageFacts } from '../../../server/src/images/facts';
import { getSchema } from '../../../server/src/schema/bundled';
import { applied, completionsAt, flattened, unmarked } from '../support/completions';

const FOUND: readonly PathCandidate[] = [
  { path: '/share/other.bin', kind: 'file' },
  { path: '/share/sub', kind: 'folder' },
  { path: '/share/OVMF_CODE.fd', kind: 'file' },
  { path: '/share/named.bin', kind: 'file', namedBy: '60-a.json' },
  { path: '/share/a "b" $1', kind: 'folder' },
];

function findAt(marked: string) {
  const { text, offset } = unmarked(marked);
  return findCompletion(new DescriptorDocument(text, getSchema('latest')), offset);
}

function placeAt(marked: string): ImagePlace | undefined {
  return findAt(marked)?.images;
}

function listAt(marked: string): readonly CompletionItem[] {
  const found = findAt(marked) ?? assert.fail();
  return found.listItems(proposeImages(FOUND, found.images ?? assert.fail('no place for an image')));
}

/** The text after accepting a path. What is typed must let editors find it. */
function accept(marked: string, label: string): string {
  const { text, offset } = unmarked(marked);
  const item = listAt(marked).find((each) => each.label === label) ?? assert.fail(label);
  const typed = text.slice(item.replace.start, offset);
  assert.ok(item.filterText.startsWith(typed), `${item.filterText} for ${typed}`);
  return applied(text, item, flattened(item));
}

const flash = (value: string, member = 'executable'): string =>
  `{ "mapping": { "device": "flash", "${member}": { "filename": ${value}, "format": "raw" } } }`;
const memory = (rest: string): string => `{ "mapping": { "device": "memory", ${rest} } }`;

describe('completion of the path of an image', () => {
  it('knows what the image is for, and what is typed', () => {
    assert.deepEqual(placeAt(flash('"/usr/sh⟨⟩are"')), {
      use: 'executable',
      typed: '/usr/sh',
      architecture: undefined,
    });
    assert.equal(placeAt(flash('⟨⟩', 'nvram-template'))?.use, 'nvram-template');
    assert.equal(placeAt(memory('"filename": "⟨⟩'))?.use, 'memory');
    assert.equal(placeAt(memory('"uefi-vars": { "template": "⟨⟩" }'))?.use, 'uefi-vars');
    assert.equal(placeAt('{ "mapping": { "device": 1, "filename": "⟨⟩" } }')?.use ?? '', '');
    assert.equal(placeAt(flash('"/a\\u0020b/⟨⟩"'))?.typed, '/a b/');
    const arm = placeAt(`{ "targets": [{ "architecture": "arm" }], ${flash('"⟨⟩"').slice(1)}`);
    assert.equal(arm?.architecture, 'arm');
  });

  it('is not offered elsewhere', () => {
    for (const marked of [
      '{ "description": "/usr/⟨⟩" }',
      '{ "tags": ["/usr/⟨⟩"] }',
      '{ "filename": "/usr/⟨⟩" }',
      '{ "mapping": { "device": "/⟨⟩" } }',
      '{ "mapping": { "file⟨⟩" } }',
    ])
      assert.equal(placeAt(marked), undefined, marked);
  });

  it('knows the folder that is typed', () => {
    const folder = (typed: string): string | undefined => findTypedFolder({ use: '', typed });
    assert.equal(folder('/'), '/');
    assert.equal(folder('/usr/sha'), '/usr/');
    assert.equal(folder('/usr/share/'), '/usr/share/');
    assert.equal(folder('C:/qemu/sh'), 'C:/qemu/');
    assert.equal(folder('OVMF'), undefined);
    assert.equal(folder('./a/'), undefined);
    assert.equal(folder(''), undefined);
  });

  it('puts the path between existing quotes', () => {
    const code = flash('"/share/OVMF_CODE.fd"');
    assert.equal(accept(flash('"⟨⟩"'), '/share/OVMF_CODE.fd'), code);
    assert.equal(accept(flash('"/⟨⟩"'), '/share/OVMF_CODE.fd'), code);
    assert.equal(accept(flash('"/share/⟨⟩"'), 'OVMF_CODE.fd'), code);
    assert.equal(accept(flash('"/share/O⟨⟩VMF.fd"'), 'OVMF_CODE.fd'), code);
    assert.equal(accept(flash('"/share/⟨⟩x/y.fd"'), 'sub/'), flash('"/share/sub/"'));
  });

  it('replaces the whole string if the cursor is outside its quotes', () => {
    for (const marked of ['⟨⟩"/share/x.fd"', '"/share/x.fd"⟨⟩']) {
      const { text, offset } = unmarked(flash(marked));
      const [item = assert.fail()] = listAt(flash(marked));
      assert.ok(item.replace.start <= offset && offset <= item.replace.end);
      assert.equal(text.slice(item.replace.start, item.replace.end), '"/share/x.fd"');
      assert.match(applied(text, item, flattened(item)), /"filename": "[^"]+", "format"/);
    }
  });

  it('adds missing quotes', () => {
    assert.equal(accept(flash('⟨⟩'), '/share/OVMF_CODE.fd'), flash('"/share/OVMF_CODE.fd"'));
    const open = '{ "mapping": { "device": "memory", "filename": "/share/⟨⟩\n} }';
    assert.equal(accept(open, 'OVMF_CODE.fd'), open.replace('⟨⟩', 'OVMF_CODE.fd"'));
  });

  it('leaves the cursor in a folder, and asks for what is in it', () => {
    const open = listAt(flash('⟨⟩')).find(({ label }) => label === '/share/sub/');
    assert.deepEqual(open?.insert, { text: '"/share/sub/$0"', isSnippet: true });
    const closed = listAt(flash('"/share/⟨⟩"')).find(({ label }) => label === 'sub/');
    assert.deepEqual(closed?.insert, { text: '/share/sub/', isSnippet: false });
    for (const marked of ['⟨⟩', '"⟨⟩"'])
      for (const { kind, goesOn } of listAt(flash(marked))) assert.equal(goesOn, kind === 'folder');
  });

  it('escapes what JSON and snippets have a meaning for', () => {
    const expected = flash('"/share/a \\"b\\" $1/"');
    assert.equal(accept(flash('⟨⟩'), '/share/a "b" $1/'), expected);
    assert.equal(accept(flash('"/share/⟨⟩"'), 'a "b" $1/'), expected);
  });

  it('puts named images first, then what fits, then the rest', () => {
    const order = (use: string): string[] =>
      proposeImages(FOUND, { use, typed: '/share/' }).map(({ label }) => label);
    assert.deepEqual(order('executable'), ['named.bin', 'OVMF_CODE.fd', 'other.bin', 'a "b" $1/', 'sub/']);
    assert.deepEqual(order('igvm').slice(0, 3), ['named.bin', 'OVMF_CODE.fd', 'other.bin']);
    const [named] = proposeImages(FOUND, { use: 'executable', typed: '' });
    assert.equal(named?.detail, 'used by 60-a.json');
  });

  it('says in short what an image is, and in full in the documentation', () => {
    const facts: ImageFacts = { content: 'blank', format: 'raw', fileSize: 1, size: 1, volumes: [] };
    const candidate: PathCandidate = { path: '/share/blank.fd', kind: 'file', seen: { facts } };
    const [blank] = proposeImages([candidate], { use: 'nvram-template', typed: '' });
    assert.equal(blank?.detail, 'blank flash');
    assert.match(blank.documentation ?? '', /^blank \(erased\) flash image/);
    const [other] = proposeImages(FOUND, { use: 'executable', typed: '' });
    assert.equal(other?.documentation, undefined);
  });

  it('leaves out what is surely no image', () => {
    const images = (use: string, ...names: string[]): string[] =>
      names.filter((name) => mayBeImage(name, { use, typed: '' }));
    const others = ['a.json', 'a.txt', 'liba.so', 'liba.so.1.2', '.hidden', 'a.c'];
    const hostile = ['a\u202eb.fd', 'a\nb.fd', '\ufffd.fd'];
    const sound = ['a.fd', 'a', 'u-boot.bin', 'a.qcow2'];
    assert.deepEqual(images('executable', ...others, ...hostile, ...sound), sound);
    assert.deepEqual(images('uefi-vars', 'vars.json', 'a.txt', ...hostile), ['vars.json']);
  });

  it('offers the usual templates of variables where nothing can be looked up', () => {
    const items = completionsAt(memory('"uefi-vars": { "template": "⟨⟩" }'));
    assert.ok(items.every(({ kind, label }) => kind === 'file' && label.endsWith('.json')));
    assert.equal(items.length, 3);
  });

  it('asks at once for what comes after a member', () => {
    const next = (marked: string): string[] =>
      completionsAt(marked)
        .filter(({ goesOn }) => goesOn)
        .map(({ label }) => label);
    assert.deepEqual(next('{ "mapping": { "device": "flash", ⟨⟩ } }'), ['executable', 'nvram-template']);
    assert.deepEqual(next('{ "mapping": { "device": "flash", ⟨⟩: 1 } }'), []);
  });
});
