import assert from 'node:assert/strict';
import fc from 'fast-check';
import { organize } from '../../../server/src/features/organize';
import { applyEdits } from '../../../server/src/text/textEdit';
import { anyDocument, anyJson, assertInside, documentOf, sample } from '../support/documents';

function organized(text: string): string {
  const edit = organize(documentOf(text));
  return edit ? applyEdits(text, [edit]) : text;
}

/** The value with the lists of features as sets. */
function comparable(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('features' in value)) return value;
  const { features } = value;
  return Array.isArray(features) ? { ...value, features: features.map(String).sort() } : value;
}

describe('bringing members into order', () => {
  it('takes the order of the schema, and leaves white space where it is', () => {
    assert.equal(
      organized(
        '{\n  "tags": [], "mapping": {\n    "mode": "split", "device": "flash"\n  },\n  "description": "x"\n}\n',
      ),
      '{\n  "description": "x", "mapping": {\n    "device": "flash", "mode": "split"\n  },\n  "tags": []\n}\n',
    );
  });

  it('sorts features, and no other list', () => {
    const text =
      '{"interface-types": ["uefi", "bios"], "targets": [{"machines": ["b", "a"]}], "features": ["verbose-static", "other", 1, "acpi-s3"], "tags": ["b", "a"]}';
    assert.equal(
      organized(text),
      text.replace('["verbose-static", "other", 1, "acpi-s3"]', '["acpi-s3", "verbose-static", "other", 1]'),
    );
  });

  it('puts members that the schema does not know at the end', () => {
    assert.equal(
      organized('{"x": 1, "tags": [], "w": 2, "targets": []}'),
      '{"targets": [], "tags": [], "x": 1, "w": 2}',
    );
  });

  it('leaves what is in order alone', () => {
    for (const text of [sample('21-ovmf-stateless'), '[]', '{}'])
      assert.equal(organize(documentOf(text)), undefined);
  });

  it('refuses broken texts and duplicates', () => {
    for (const text of [
      '',
      '{"tags": [], "description": "x",}',
      '{"tags": [], "mapping": {"mode": 1, "mode": 2}}',
      '{"tags": 1, "mapping": 1, "tags": 2}',
    ])
      assert.equal(organize(documentOf(text)), undefined, text);
  });

  it('keeps the value and comes to rest', () => {
    fc.assert(
      fc.property(anyJson, (text) => {
        const once = organized(text);
        assert.deepEqual(comparable(once), comparable(text));
        assert.equal(once.length, text.length);
        assert.equal(organized(once), once);
      }),
      { numRuns: 500 },
    );
  });

  it('stays inside of any text', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const edit = organize(document);
        if (edit) assertInside(edit, document);
      }),
      { numRuns: 500 },
    );
  });
});
