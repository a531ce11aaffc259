import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listSymbols, type DescriptorSymbol } from '../../../server/src/features/symbols';
import { anyDocument, assertInside, documentOf, sample } from '../support/documents';

/** An outline as lines, indented. */
function outline(all: readonly DescriptorSymbol[], indent = ''): string[] {
  return all.flatMap(({ name, detail, kind, children }) => [
    `${indent}${name}${detail === undefined ? '' : ` | ${detail}`} (${kind})`,
    ...outline(children, `${indent}  `),
  ]);
}

describe('the outline', () => {
  it('shows what the descriptor and its parts are', () => {
    assert.deepEqual(outline(listSymbols(documentOf(sample('10-ovmf-secure-boot-keys')))), [
      "UEFI for x86-64, Secure Boot enforced with Microsoft's keys | split · raw · x86_64 pc-q35-* (descriptor)",
      "  description | UEFI for x86-64, Secure Boot enforced with Microsoft's keys (string)",
      '  interface-types | uefi (list)',
      '    uefi (enum)',
      '  mapping | flash · split (object)',
      '    device | flash (enum)',
      '    mode | split (enum)',
      '    executable | /usr/share/OVMF/OVMF_CODE_4M.ms.fd · raw (file)',
      '    nvram-template | /usr/share/OVMF/OVMF_VARS_4M.ms.fd · raw (file)',
      '  targets (list)',
      '    x86_64 · pc-q35-* (target)',
      '  features | acpi-s3, enrolled-keys +3 (list)',
      '    acpi-s3 (enum)',
      '    enrolled-keys (enum)',
      '    requires-smm (enum)',
      '    secure-boot (enum)',
      '    verbose-dynamic (enum)',
      '  tags | SMM_REQUIRE=TRUE, SECURE_BOOT_ENABLE=TRUE +1 (list)',
    ]);
  });

  it('shows the other ways to load firmware', () => {
    const lines = outline(listSymbols(documentOf(sample('24-ovmf-uefi-vars'))));
    assert.deepEqual(
      lines.slice(4, 9).map((line) => line.trim()),
      [
        'mapping | memory (object)',
        'device | memory (enum)',
        'filename | /usr/share/edk2/ovmf/OVMF.qemuvars.fd (file)',
        'uefi-vars (object)',
        'template | /usr/share/edk2/ovmf/vars.secboot.json (file)',
      ],
    );
  });

  it('has a name for everything, on one line', () => {
    const text =
      '{"": 1, "x": null, "targets": [{}], "features": [" "], "description": "a\\n  b", "tags": true}';
    assert.deepEqual(outline(listSymbols(documentOf(text))), [
      'a b (descriptor)',
      '  "" | 1 (number)',
      '  x | null (null)',
      '  targets (list)',
      '    target (target)',
      '  features (list)',
      '    "" (enum)',
      '  description | a b (string)',
      '  tags | true (boolean)',
    ]);
    assert.deepEqual(outline(listSymbols(documentOf('{'))), ['Firmware descriptor (descriptor)']);
    const long = listSymbols(documentOf(JSON.stringify({ description: 'x'.repeat(500) })));
    assert.equal(long[0]?.name.length, 120);
  });

  it('is empty without a descriptor', () => {
    for (const text of ['', '[]', '12', '"x"']) assert.deepEqual(listSymbols(documentOf(text)), []);
  });

  it('nests the ranges of any text', () => {
    const check = (all: readonly DescriptorSymbol[], around: { start: number; end: number }): void => {
      for (const { name, range, selection, children } of all) {
        assert.ok(name.trim() !== '' && !/[\r\n]/.test(name));
        assert.ok(around.start <= range.start && range.end <= around.end);
        assert.ok(range.start <= selection.start && selection.end <= range.end);
        check(children, range);
      }
    };
    fc.assert(
      fc.property(anyDocument, (document) => {
        const all = listSymbols(document);
        for (const { range } of all) assertInside(range, document);
        check(all, { start: 0, end: document.text.length });
      }),
      { numRuns: 500 },
    );
  });
});
