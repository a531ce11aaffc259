import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { complete } from '../../../server/src/features/completion';
import { findDefinition, findTypeDefinition } from '../../../server/src/features/definition';
import { findHover } from '../../../server/src/features/hover';
import { getSchema } from '../../../server/src/schema/bundled';
import type { TextRange } from '../../../server/src/text/lineIndex';
import { applied, flattened } from '../support/completions';
import { sample } from '../support/documents';

const SAMPLES = [
  '10-ovmf-secure-boot-keys',
  '21-ovmf-stateless',
  '24-ovmf-uefi-vars',
  '25-svsm-igvm',
  '33-u-boot-riscv64',
].map(sample);

const context = getSchema('latest');

/** The parts of valid and invalid descriptors. */
const scraps = fc
  .array(
    fc.oneof(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', ' ', '\n', '\r\n', '//', '/*', '*/', '\ufeff'),
      fc.constantFrom(
        '"mapping"',
        '"device"',
        '"flash"',
        '"targets"',
        '"machines"',
        '"features"',
        'acpi-s3',
        '12',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

/** A descriptor with a part replaced by something else. */
const mutated = fc
  .tuple(fc.constantFrom(...SAMPLES), fc.nat(), fc.nat({ max: 40 }), scraps)
  .map(([text, at, length, scrap]) => {
    const start = at % text.length;
    return text.slice(0, start) + scrap + text.slice(start + length);
  });

const documents = fc
  .tuple(fc.oneof(scraps, mutated), fc.nat(), fc.constantFrom('latest', '9.0', '6.2'))
  .map(([text, at, version]) => ({
    document: new DescriptorDocument(text, getSchema(version)),
    offset: at % (text.length + 1),
  }));

function assertInside({ start, end }: TextRange, text: string): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${start} to ${end} of ${text.length}`);
}

describe('features on any text', () => {
  it('complete without failing, inside one line of the text', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(documents, ({ document, offset }) => {
        for (const { replace, additionalEdits } of complete(document, offset)) {
          for (const range of [replace, ...additionalEdits]) assertInside(range, document.text);
          assert.ok(replace.start <= offset && offset <= replace.end);
          assert.doesNotMatch(document.text.slice(replace.start, replace.end), /[\r\n]/);
          for (const edit of additionalEdits) assert.ok(edit.end < replace.start);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('show and find without failing, around the cursor', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(documents, ({ document, offset }) => {
        const { full } = document.context;
        const shown = findHover(document, offset, () => undefined);
        const found = [findDefinition(document, offset), findTypeDefinition(document, offset)];
        for (const range of [shown?.range, ...found.map((each) => each?.origin)]) {
          if (!range) continue;
          assertInside(range, document.text);
          assert.ok(range.start <= offset && offset <= range.end);
        }
        for (const place of found) {
          if (!place) continue;
          assertInside(place.target, full.modules.get(place.target.file)?.text ?? '');
          assertInside(place.full, full.modules.get(place.full.file)?.text ?? '');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('completion anywhere in a sound descriptor', () => {
  SAMPLES.forEach((text, index) => {
    it(`leaves JSON, whichever item is accepted: descriptor ${index + 1}`, function () {
      this.timeout(60_000);
      const document = new DescriptorDocument(text, context);
      const spots = new Set<number>();
      for (let offset = 0; offset <= text.length; offset++) {
        for (const item of complete(document, offset)) {
          const edit = { ...item.replace, newText: flattened(item) };
          for (const newText of [edit.newText, item.plainText])
            assert.doesNotThrow(() => JSON.parse(applied(text, item, newText)), `${item.label} at ${offset}`);
          spots.add(offset);
        }
      }
      assert.ok(spots.size > 100, 'something is offered in many places');
    });
  });
});
