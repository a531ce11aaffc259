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

  it('fixes several mistakes at once, touching only the text between them', () => {
    const broken = SOUND.replace('"acpi-s3",', '"acpi-s3",,').replace(
      '"verbose-dynamic"',
      '"verbose_dynamic"',
    );
    assert.equal(fixed(broken), SOUND);
    const edit = fixAll(new DescriptorDocument(broken, getSchema('latest')));
    assert.ok(edit && edit.start > broken.indexOf('"acpi-s3"'));
  });

  it('fixes mistakes that appear only after another fix', () => {
    const broken = SOUND.replace('"acpi-s3",', '"acpi-s3",,,,,').replace(
      '"tags": [',
      '// why\n    "tgas": [',
    );
    const tagged = SOUND.replace(/("FD_SIZE_4MB")/, '$1,\n        "why"');
    assert.equal(fixed(broken), tagged);
  });

  it('replaces a value only for a slip of the hand', () => {
    const withFeature = (feature: string): string => SOUND.replace('"acpi-s3"', JSON.stringify(feature));
    for (const slip of ['ACPI-S3', 'acpi_s3', 'apci-s3', 'acpi-3s'])
      assert.equal(fixed(withFeature(slip)), SOUND, slip);
    for (const other of ['acpi', 'acpi-s5', 'acpis3', 'amd-snp', 'smm', 'host-vars', 'verbose-dynamik'])
      assert.equal(fixed(withFeature(other)), withFeature(other), other);
    for (const [right, wrong] of [
      ['"uefi"', '"efi"'],
      ['"flash"', '"flesh"'],
      ['"x86_64"', '"amd64"'],
      ['"format": "raw"', '"format": "rawx"'],
    ] as const) {
      const text = SOUND.replace(right, wrong);
      assert.notEqual(text, SOUND);
      assert.equal(fixed(text), text, wrong);
    }
  });

  it('moves what comments say to the tags, in ASCII, and keeps what it cannot move', () => {
    const texts: readonly [commented: string, tags: readonly string[]][] = [
      ['// a\n{ "features": [], // b\n "tags": [ /* c */ ] } # d', ['a', 'b', 'c', 'd']],
      ['{ "features": [] /* caf\u00e9 "x"\n  * y\n */ }', ['caf\u00e9 "x" y']],
      ['{ "tags": ["x"] // z\n, "features": [] }', ['x', 'z']],
      ['{ "tags": ["x" # z ]\n], "features": [] }', ['x', 'z ]']],
      ['{ //\n "tags": [] }', []],
    ];
    for (const [text, tags] of texts) {
      const after = fixed(text);
      assert.match(after, /^[\t\r\n -~]*$/, after);
      assert.deepEqual((JSON.parse(after) as { tags: unknown }).tags, tags, after);
    }
    for (const text of ['{ "tags": [] } /* a', '// a', '[] // a', '{ // a\n}'])
      assert.equal(fixed(text), text);
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
