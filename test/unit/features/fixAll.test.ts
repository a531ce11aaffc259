import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { fixAll } from '../../../server/src/features/fixAll';
import { ALL_DOCS } from '../../../server/src/rules/documentation';
import { getSchema } from '../../../server/src/schema/bundled';
import { applyEdits } from '../../../server/src/text/textEdit';

const SOUND = readFileSync('samples/qemu/firmware/10-ovmf-secure-boot-keys.json', 'utf8');

function fixed(text: string): string {
  const edit = fixAll(new DescriptorDocument(text, getSchema('latest')));
  return edit ? applyEdits(text, [edit]) : text;
}

describe('applying every safe fix', () => {
  it('leaves a sound descriptor alone', () => {
    assert.equal(fixAll(new DescriptorDocument(SOUND, getSchema('latest'))), undefined);
    assert.equal(fixed(''), '');
  });

  it('mends several mistakes at once, touching only what lies between them', () => {
    const broken = SOUND.replace('"acpi-s3",', '"acpi-s3",,').replace(
      '"verbose-dynamic"',
      '"verbose-dynamik"',
    );
    assert.equal(fixed(broken), SOUND);
    const edit = fixAll(new DescriptorDocument(broken, getSchema('latest')));
    assert.ok(edit && edit.start > broken.indexOf('"acpi-s3"'));
  });

  it('mends what only shows once something else is mended', () => {
    const broken = SOUND.replace('"acpi-s3",', '"acpi-s3",,,,,').replace(
      '"tags": [',
      '// why\n    "tgas": [',
    );
    assert.equal(fixed(broken), SOUND);
  });

  it('keeps the line ends of the text', () => {
    const crlf = SOUND.replaceAll('\n', '\r\n');
    assert.equal(fixed(crlf.replace('"acpi-s3",', '"acpi-s3",,')), crlf);
  });

  it('comes to rest, and never makes more problems of syntax', () => {
    const mangled = fc
      .array(fc.tuple(fc.nat(SOUND.length), fc.constantFrom('', ',', '"', '}', ']', '//', 'x', '\n')), {
        maxLength: 4,
      })
      .map((changes) =>
        changes.reduce((text, [at, insert]) => text.slice(0, at) + insert + text.slice(at + 1), SOUND),
      );
    const problems = (text: string): number =>
      new DescriptorDocument(text, getSchema('latest')).syntax.problems.length;
    fc.assert(
      fc.property(mangled, (text) => {
        const once = fixed(text);
        assert.ok(problems(once) <= problems(text));
        assert.equal(fixed(once), once);
      }),
      { numRuns: 300 },
    );
  });

  for (const { rule, examples } of ALL_DOCS)
    it(`is safe on the examples of ${rule.code}`, () => {
      const { valid, invalid } = examples();
      for (const { text } of [...valid, ...invalid]) assert.equal(fixed(fixed(text)), fixed(text));
    });
});
