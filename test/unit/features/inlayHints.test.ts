import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listInlayHints } from '../../../server/src/features/inlayHints';
import { applyEdits } from '../../../server/src/text/textEdit';
import { anyDocument, assertInside, documentOf, sample } from '../support/documents';

/** The text with its hints. */
function hinted(text: string, version?: string): string {
  return listInlayHints(documentOf(text, version), { start: 0, end: text.length }).reduceRight(
    (result, { offset, label }) => `${result.slice(0, offset)}‹${label}›${result.slice(offset)}`,
    text,
  );
}

const IMPLIED = '{\n  "mapping": {\n    "device": "flash",\n    "executable": {}\n  }\n}';

describe('inlay hints', () => {
  it('show the mode that is implied', () => {
    assert.equal(hinted(IMPLIED), IMPLIED.replace('"flash"', '"flash"‹mode: split›'));
  });

  it('can be put into the text', () => {
    const [hint] = listInlayHints(documentOf(IMPLIED), { start: 0, end: IMPLIED.length });
    assert.ok(hint);
    const text = applyEdits(IMPLIED, hint.edits);
    assert.equal(text, IMPLIED.replace('"flash",', '"flash",\n    "mode": "split",'));
    assert.equal(hinted(text), text);
    const broken = IMPLIED.replace('"flash"', '"flash",');
    assert.deepEqual(listInlayHints(documentOf(broken), { start: 0, end: broken.length })[0]?.edits, []);
  });

  it('show no mode where there is one, where it is misspelt and where there are none', () => {
    const sound = sample('10-ovmf-secure-boot-keys');
    assert.equal(hinted(sound), sound);
    for (const text of [
      IMPLIED.replace('"executable"', '"mod"'),
      IMPLIED.replace('flash', 'memory'),
      '{"mode": "split", "mapping": {"device": "flash"}}',
    ])
      assert.equal(hinted(text), text);
    assert.equal(hinted(IMPLIED, '6.2'), IMPLIED);
  });

  it('show the machine patterns that match nothing known', () => {
    const target = '{"targets": [{"architecture": "x86_64", "machines": ["pc-q53-*", "pc-q35-*", "virt"]}]}';
    assert.equal(
      hinted(target),
      target
        .replace('"pc-q53-*"', '"pc-q53-*"‹matches no known machine type›')
        .replace('"virt"', '"virt"‹matches no known machine type›'),
    );
    const unknown = target.replace('x86_64', 's390x');
    assert.equal(hinted(unknown), unknown);
  });

  it('keep to the range', () => {
    const end = IMPLIED.indexOf('"device"');
    assert.deepEqual(listInlayHints(documentOf(IMPLIED), { start: 0, end }), []);
  });

  it('are in the range, on any text', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), fc.nat(), (document, a, b) => {
        const { length } = document.text;
        const [start = 0, end = 0] = [a % (length + 1), b % (length + 1)].sort((x, y) => x - y);
        for (const { offset, edits } of listInlayHints(document, { start, end })) {
          assert.ok(start <= offset && offset <= end);
          for (const edit of edits) assertInside(edit, document);
        }
      }),
      { numRuns: 500 },
    );
  });
});
