import assert from 'node:assert/strict';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { listDescriptorSnippets } from '../../../server/src/features/completion/skeletons';
import { formatDocument } from '../../../server/src/features/formatting';
import { analyse } from '../../../server/src/rules/analyse';
import { getSchema } from '../../../server/src/schema/bundled';
import { accepted, completionsAt, flattened, fillSnippet, labelsAt, unmarked } from '../support/completions';

const ROOT = ['description', 'interface-types', 'mapping', 'targets', 'features', 'tags'];
const SPLIT = 'flash: code + variables';

/** Not every libvirt knows these ways to load firmware, whatever the rest of the descriptor is. */
const UNAVOIDABLE = new Map([
  ['x86_64-combined', ['mode-combined']],
  ['u-boot', ['device-unknown-to-libvirt']],
  ['amd-sev-snp-igvm', ['device-unknown-to-libvirt']],
]);

function idsOf(version: string): string[] {
  return listDescriptorSnippets(getSchema(version).schema).map(({ id }) => id);
}

/** A place for this descriptor in a directory where rules expect finished ones. */
const PLACE = '/usr/share/qemu/firmware/60-template.json';

describe('whole descriptors', () => {
  for (const version of ['latest', '10.0', '7.0', '3.0']) {
    for (const { id, snippet } of listDescriptorSnippets(getSchema(version).schema)) {
      const text = fillSnippet(snippet);

      it(`${id} for QEMU ${version} has no finding`, () => {
        const findings = analyse(new DescriptorDocument(text, getSchema(version), PLACE));
        assert.deepEqual(
          findings.map(({ code }) => code),
          UNAVOIDABLE.get(id) ?? [],
        );
      });

      it(`${id} for QEMU ${version} is formatted`, () => {
        assert.deepEqual(Object.keys(JSON.parse(text) as object), ROOT);
        const document = new DescriptorDocument(text, getSchema(version));
        assert.deepEqual(formatDocument(document, { tabSize: 4, insertSpaces: false }), []);
      });
    }
  }

  it('are those that the schema knows', () => {
    assert.deepEqual(idsOf('latest'), [
      'x86_64-split',
      'x86_64-secure-boot',
      'x86_64-enrolled-keys',
      'x86_64-stateless',
      'x86_64-combined',
      'aarch64-split',
      'riscv64-split',
      'loongarch64-split',
      'x86_64-uefi-vars',
      'x86_64-memory',
      'bios',
      'amd-sev-snp',
      'intel-tdx',
      'amd-sev-snp-igvm',
      'u-boot',
    ]);
    assert.deepEqual(idsOf('6.2'), [
      'x86_64-split',
      'x86_64-secure-boot',
      'x86_64-enrolled-keys',
      'aarch64-split',
      'riscv64-split',
      'x86_64-memory',
      'bios',
      'u-boot',
    ]);
    assert.ok(
      !listDescriptorSnippets(getSchema('6.2').schema).some(({ snippet }) => snippet.includes('"mode"')),
    );
  });

  it('have places for the description, the images, the architecture, the machines and more features', () => {
    const all = listDescriptorSnippets(getSchema('latest').schema);
    const { label, detail, snippet } = all.find(({ id }) => id === 'x86_64-secure-boot') ?? assert.fail();
    assert.equal(label, `UEFI with Secure Boot, x86_64 (${SPLIT})`);
    assert.equal(detail, 'shared code, and variables that are copied for each guest');
    for (const place of [
      '"description": "${1:UEFI firmware with Secure Boot for x86_64}"',
      '"filename": "${2:/usr/share/OVMF/OVMF_CODE_4M.secboot.fd}"',
      '"format": "${3|raw,qcow2|}"',
      '"filename": "${4:/usr/share/OVMF/OVMF_VARS_4M.fd}"',
      '"architecture": "${6|x86_64,aarch64,arm,i386,loongarch64,riscv64|}"',
      '\t\t\t\t"${7|pc-q35-*,pc-i440fx-*,microvm|}"\n',
      '"features": [\n\t\t"requires-smm",\n\t\t"secure-boot"$8\n\t]',
      '"tags": []',
    ])
      assert.ok(snippet.includes(place), `${place} in ${snippet}`);
  });

  it('are offered in an empty file, as the text has its indentation', () => {
    for (const [marked, before] of [
      ['⟨⟩', ''],
      ['\n⟨⟩\n', '\n'],
      ['  ⟨⟩', '  '],
    ] as const) {
      const items = completionsAt(marked);
      assert.equal(items.length, idsOf('latest').length);
      for (const item of items) {
        assert.deepEqual(Object.keys(JSON.parse(before + flattened(item)) as object), ROOT);
        assert.equal(flattened(item), item.plainText);
        assert.equal(item.kind, 'skeleton');
        assert.match(item.plainText, /^\{\n {4}"description"/);
      }
    }
    assert.equal(labelsAt('⟨⟩', '6.2')[0], `UEFI, x86_64 (${SPLIT})`);
  });

  const label = `UEFI with Secure Boot, x86_64 (${SPLIT})`;
  const expected =
    listDescriptorSnippets(getSchema('latest').schema).find(({ id }) => id === 'x86_64-secure-boot') ??
    assert.fail();
  for (const [place, marked, before, after] of [
    ['braces', '{⟨⟩}', '', ''],
    ['braces on a line', '\n{ ⟨⟩ }\n', '\n', '\n'],
    ['an open brace', '{⟨⟩', '', ''],
    ['a word in braces', '{ue⟨⟩}', '', ''],
    ['both quotes in braces', '{"⟨⟩"}', '', ''],
    ['one quote in braces', '{ "⟨⟩ }', '', ''],
    ['a word', 'uefi⟨⟩', '', ''],
  ] as const)
    it(`take the place of ${place}: ${marked}`, () => {
      assert.equal(
        accepted(marked, label),
        before + fillSnippet(expected.snippet).replace(/\t/g, '    ') + after,
      );
      const { text, offset } = unmarked(marked);
      for (const { filterText, replace, kind, label: shown } of completionsAt(marked)) {
        if (kind !== 'skeleton' || !shown.startsWith('UEFI')) continue;
        const typed = text.slice(replace.start, offset).toLowerCase();
        assert.ok(filterText.toLowerCase().startsWith(typed), `${filterText} for ${typed}`);
      }
    });

  it('fill an object that is spread over lines', () => {
    const text = accepted('{\n\t⟨⟩\n}\n', label);
    assert.deepEqual(JSON.parse(text), JSON.parse(fillSnippet(expected.snippet)));
    assert.match(text, /^\{\n\t"description": ".*",\n"interface-types": \[\n\t"uefi"\n\],\n/);
  });

  it('come after the members in an object, and not where it has members', () => {
    assert.deepEqual(labelsAt('{⟨⟩}').slice(0, ROOT.length), ROOT);
    assert.equal(labelsAt('{⟨⟩}').length, ROOT.length + idsOf('latest').length);
    assert.deepEqual(labelsAt('{⟨⟩ "tags": []}'), ROOT.slice(0, -1));
    assert.deepEqual(labelsAt('{⟨⟩: 1}'), ROOT);
    assert.deepEqual(
      completionsAt('{⟨⟩}').filter(({ kind, preselect }) => kind === 'skeleton' && preselect),
      [],
    );
  });

  it('keep a comment in the object', () => {
    assert.match(accepted('{ // mine\n⟨⟩}', label), /^\{ \/\/ mine\n"description"/);
  });

  it('are found by what they are for', () => {
    const found = (word: string): string[] =>
      completionsAt(`${word}⟨⟩`)
        .filter(({ filterText }) => filterText.toLowerCase().startsWith(word))
        .map(({ label }) => label);
    assert.ok(found('uefi').length > 10);
    assert.deepEqual(found('bios'), ['BIOS, x86_64, i386 (memory: ROM)']);
  });
});
