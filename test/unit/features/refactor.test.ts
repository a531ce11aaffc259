import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listRefactorings } from '../../../server/src/features/refactor';
import { analyse } from '../../../server/src/rules/analyse';
import { applyEdits } from '../../../server/src/text/textEdit';
import { anyDocument, assertInside, documentOf, sample } from '../support/documents';

const whole = (text: string): { start: number; end: number } => ({ start: 0, end: text.length });
const titles = (text: string, version?: string): string[] =>
  listRefactorings(documentOf(text, version), whole(text)).map(({ title }) => title);

/** The text after the refactoring whose title starts so. */
function converted(text: string, to: string): string {
  const found = listRefactorings(documentOf(text), whole(text)).find(({ title }) => title.startsWith(to));
  assert.ok(found, to);
  return applyEdits(text, found.edits);
}

interface Shape {
  mapping: Record<string, unknown>;
  features: string[];
}
const parsed = (text: string): Shape => JSON.parse(text) as Shape;

const SPLIT = sample('10-ovmf-secure-boot-keys');
const STATELESS = sample('21-ovmf-stateless');
const MEMORY = sample('24-ovmf-uefi-vars');

describe('converting the mapping', () => {
  it('of split firmware takes the template away, and the keys in it', () => {
    assert.deepEqual(titles(SPLIT), [
      'Convert to combined flash, remove “nvram-template” and “enrolled-keys”',
      'Convert to stateless flash, remove “nvram-template” and “enrolled-keys”',
    ]);
    const text = converted(SPLIT, 'Convert to stateless flash');
    const { mapping, features } = parsed(text);
    assert.deepEqual(Object.keys(mapping), ['device', 'mode', 'executable']);
    assert.equal(mapping.mode, 'stateless');
    assert.deepEqual(features, ['acpi-s3', 'requires-smm', 'secure-boot', 'verbose-dynamic']);
    assert.equal(text.split('\n').length, SPLIT.split('\n').length - 5);
  });

  it('says the mode where it was implied', () => {
    const implied = SPLIT.replace('        "mode": "split",\n', '');
    assert.equal(
      converted(implied, 'Convert to combined flash'),
      converted(SPLIT, 'Convert to combined flash'),
    );
  });

  it('to split names a template, and leaves out what needs firmware without variables in flash', () => {
    const tdx = STATELESS.replace('"features": [', '"features": [\n        "intel-tdx", "host-uefi-vars",');
    const text = converted(
      tdx,
      'Convert to split flash, add “nvram-template”, remove “intel-tdx” and “host-uefi-vars”',
    );
    const { mapping, features } = parsed(text);
    assert.deepEqual(Object.keys(mapping), ['device', 'mode', 'executable', 'nvram-template']);
    assert.ok(!features.includes('intel-tdx') && !features.includes('host-uefi-vars'));
  });

  it('keeps built-in keys, which were in no template', () => {
    const keys = STATELESS.replace('"features": [', '"features": [ "enrolled-keys", "secure-boot",');
    assert.ok(parsed(converted(keys, 'Convert to combined flash')).features.includes('enrolled-keys'));
  });

  it('goes from stateless flash to memory and back', () => {
    const text = converted(STATELESS, 'Convert to memory');
    const { filename } = parsed(STATELESS).mapping.executable as Record<string, string>;
    assert.deepEqual(parsed(text).mapping, { device: 'memory', filename });
    assert.deepEqual(titles(text), ['Convert to stateless flash']);
    assert.equal(converted(text, 'Convert to stateless flash'), STATELESS);
  });

  it('is offered to memory and back only where nothing is lost and the image can take it', () => {
    assert.deepEqual(titles(MEMORY), [], 'variables in a file of the host');
    assert.deepEqual(titles(sample('40-seabios')), [], 'a BIOS');
    assert.deepEqual(titles(sample('33-u-boot-riscv64')), []);
    assert.ok(!titles(STATELESS.replace('"raw"', '"qcow2"')).includes('Convert to memory'));
    const stranger = STATELESS.replace('"device"', '"note": 1, "device"');
    assert.ok(!titles(stranger).includes('Convert to memory'));
  });

  it('is offered on the mapping alone', () => {
    const at = (word: string): number => {
      const start = SPLIT.indexOf(word);
      return listRefactorings(documentOf(SPLIT), { start, end: start }).length;
    };
    assert.deepEqual(['"mapping"', '"flash"', '"raw"', '"targets"', '"features"'].map(at), [2, 2, 2, 0, 0]);
  });

  it('is not offered on broken texts, on duplicates and before QEMU knew modes', () => {
    assert.deepEqual(titles(SPLIT.replace('"acpi-s3",', '"acpi-s3",,')), []);
    assert.deepEqual(titles(SPLIT.replace('"mode"', '"device": "flash", "mode"')), []);
    assert.deepEqual(titles(SPLIT, '6.2'), []);
    assert.deepEqual(titles(SPLIT.replace('"split"', '"spilt"')), []);
    assert.deepEqual(titles(''), []);
  });

  for (const name of [
    '10-ovmf-secure-boot-keys',
    '12-ovmf',
    '20-ovmf-combined',
    '21-ovmf-stateless',
    '30-aavmf',
  ])
    it(`brings no error: ${name}`, () => {
      const text = sample(name);
      const all = listRefactorings(documentOf(text), whole(text));
      assert.ok(all.length > 0);
      for (const { edits } of all) {
        const after = documentOf(applyEdits(text, edits));
        assert.deepEqual(
          analyse(after).filter(({ severity }) => severity === 'error' || severity === 'warning'),
          [],
        );
      }
    });

  it('stays inside of any text, and leaves JSON', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        for (const { edits } of listRefactorings(document, whole(document.text))) {
          for (const edit of edits) assertInside(edit, document);
          assert.doesNotThrow(() => {
            JSON.parse(applyEdits(document.text, edits));
          });
        }
      }),
      { numRuns: 500 },
    );
  });
});
