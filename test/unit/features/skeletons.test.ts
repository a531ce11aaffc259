import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { listAllTemplates, nameTemplate } from '../../../server/src/features/completion/descriptorTemplates';
import { listDescriptorSnippets } from '../../../server/src/features/completion/skeletons';
import { formatDocument } from '../../../server/src/features/formatting';
import { analyse } from '../../../server/src/rules/analyse';
import { getSchema } from '../../../server/src/schema/bundled';
import { lookUp } from '../../../server/src/text/table';
import { accepted, completionsAt, flattened, fillSnippet, labelsAt, unmarked } from '../support/completions';

const ROOT = ['description', 'interface-types', 'mapping', 'targets', 'features', 'tags'];
const SECURE_BOOT = 'uefi-split-x86_64-requires-smm-secure-boot';
const SPLIT = 'flash: code + variables';

/** Not every libvirt knows these ways to load firmware, regardless of the rest of the descriptor. */
const UNAVOIDABLE = new Map([
  ['uefi-combined-x86_64', ['mode-combined']],
  ['uboot-kernel-riscv64', ['device-unknown-to-libvirt']],
  ['uefi-igvm-x86_64-amd-sev-snp', ['device-unknown-to-libvirt']],
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
      'uefi-split-x86_64',
      SECURE_BOOT,
      'uefi-split-x86_64-enrolled-keys-requires-smm-secure-boot',
      'uefi-stateless-x86_64',
      'uefi-combined-x86_64',
      'uefi-split-aarch64',
      'uefi-split-riscv64',
      'uefi-split-loongarch64',
      'uefi-uefi-vars-x86_64-host-uefi-vars',
      'uefi-memory-x86_64',
      'bios-memory-x86_64-i386-acpi-s3-acpi-s4',
      'uefi-memory-x86_64-amd-sev-amd-sev-es-amd-sev-snp',
      'uefi-memory-x86_64-intel-tdx',
      'uefi-igvm-x86_64-amd-sev-snp',
      'uboot-kernel-riscv64',
    ]);
    assert.deepEqual(idsOf('6.2'), [
      'uefi-split-x86_64',
      SECURE_BOOT,
      'uefi-split-x86_64-enrolled-keys-requires-smm-secure-boot',
      'uefi-split-aarch64',
      'uefi-split-riscv64',
      'uefi-memory-x86_64',
      'bios-memory-x86_64-i386-acpi-s3-acpi-s4',
      'uboot-kernel-riscv64',
    ]);
    assert.ok(
      !listDescriptorSnippets(getSchema('6.2').schema).some(({ snippet }) => snippet.includes('"mode"')),
    );
  });

  it('have places for the description, the images, the architecture, the machines and more features', () => {
    const all = listDescriptorSnippets(getSchema('latest').schema);
    const { label, detail, snippet } = all.find(({ id }) => id === SECURE_BOOT) ?? assert.fail();
    assert.equal(label, `UEFI with Secure Boot, x86_64 (${SPLIT})`);
    assert.equal(detail, 'shared code; each guest has a copy of the variables');
    for (const place of [
      '"description": "${1:UEFI firmware with Secure Boot, x86_64}"',
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

  it('have names that a list shows as a whole, in English and German', () => {
    const german = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>;
    for (const words of [{}, german])
      for (const template of listAllTemplates()) {
        const name = nameTemplate(template, (text, value = '') =>
          (lookUp(words, text) ?? text).replace('{0}', value),
        );
        const shown = [name, ...template.architectures].join(', ');
        assert.ok(shown.length <= 32, shown);
      }
  });

  it('tell in the description what the name leaves out', () => {
    const { label, snippet } =
      listDescriptorSnippets(getSchema('latest').schema).find(({ id }) => id.includes('enrolled')) ??
      assert.fail();
    assert.equal(label, `UEFI with enrolled keys, x86_64 (${SPLIT})`);
    assert.ok(snippet.includes('${1:UEFI firmware with Secure Boot and enrolled keys, x86_64}'), snippet);
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
    listDescriptorSnippets(getSchema('latest').schema).find(({ id }) => id === SECURE_BOOT) ?? assert.fail();
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
