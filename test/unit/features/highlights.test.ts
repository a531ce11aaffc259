import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findHighlights } from '../../../server/src/features/highlights';
import { unmarked } from '../support/completions';
import { anyDocument, assertInside, documentOf } from '../support/documents';

/** The text with every highlighted place in brackets. */
function highlighted(marked: string): string {
  const { text, offset } = unmarked(marked);
  return findHighlights(documentOf(text), offset).reduceRight(
    (result, { start, end }) => `${result.slice(0, start)}‹${result.slice(start, end)}›${result.slice(end)}`,
    text,
  );
}

describe('highlights', () => {
  it('show the same feature, and not the tag of that name', () => {
    assert.equal(
      highlighted('{"features": ["acpi⟨⟩-s3", "acpi-s4", "acpi-s3"], "tags": ["acpi-s3"]}'),
      '{"features": [‹"acpi-s3"›, "acpi-s4", ‹"acpi-s3"›], "tags": ["acpi-s3"]}',
    );
  });

  it('show the same machine pattern in every target', () => {
    assert.equal(
      highlighted('{"targets": [{"machines": ["virt-⟨⟩*"]}, {"machines": ["virt", "virt-*"]}]}'),
      '{"targets": [{"machines": [‹"virt-*"›]}, {"machines": ["virt", ‹"virt-*"›]}]}',
    );
  });

  it('show the same image', () => {
    assert.equal(
      highlighted(
        '{"mapping": {"device": "flash", "executable": {"filename": "/⟨⟩a"}, "nvram-template": {"filename": "\\u002fa"}}}',
      ),
      '{"mapping": {"device": "flash", "executable": {"filename": ‹"/a"›}, "nvram-template": {"filename": ‹"\\u002fa"›}}}',
    );
  });

  it('show the duplicates of a member in its object', () => {
    assert.equal(
      highlighted('{"ta⟨⟩gs": [], "x": {"tags": 1}, "tags": []}'),
      '{‹"tags"›: [], "x": {"tags": 1}, ‹"tags"›: []}',
    );
  });

  it('show nothing for prose, punctuation and what the schema does not know', () => {
    for (const marked of ['{"description": "x⟨⟩", "tags": ["x"]}', '{⟨⟩ }', '{"other": "x⟨⟩"}', '⟨⟩'])
      assert.equal(highlighted(marked), unmarked(marked).text);
  });

  it('contain the requested place, on any text', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), (document, at) => {
        const offset = at % (document.text.length + 1);
        const ranges = findHighlights(document, offset);
        for (const range of ranges) assertInside(range, document);
        if (ranges.length > 0) assert.ok(ranges.some(({ start, end }) => start <= offset && offset <= end));
      }),
      { numRuns: 500 },
    );
  });
});
