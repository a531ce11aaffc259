import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listSemanticTokens } from '../../../server/src/features/semanticTokens';
import { anyDocument, assertInside, documentOf } from '../support/documents';

function tokens(text: string, version?: string): string[] {
  return listSemanticTokens(documentOf(text, version)).map(
    ({ start, end, type, deprecated }) =>
      `${text.slice(start, end)} ${type}${deprecated ? ' deprecated' : ''}`,
  );
}

describe('semantic tokens', () => {
  it('tell members, values and machine types from plain texts', () => {
    assert.deepEqual(
      tokens(
        '{"description": "x", "mapping": {"device": "flash", "mode": "slit", "modus": 1}, "other": {"mode": 1}}',
      ),
      [
        '"description" property',
        '"mapping" property',
        '"device" property',
        'flash enumMember',
        '"mode" property',
        'slit string',
        '"modus" string',
        '"other" string',
      ],
    );
  });

  it('set wildcards off', () => {
    assert.deepEqual(tokens('{"targets": [{"machines": ["pc-*-?.1", "*", ""]}]}').slice(2), [
      'pc- type',
      '* operator',
      '- type',
      '? operator',
      '.1 type',
      '* operator',
    ]);
  });

  it('go by the schema in use', () => {
    const text = '{"mapping": {"device": "flash", "mode": "split", "executable": {"format": "vmdk"}}}';
    assert.deepEqual(tokens(text).slice(3), [
      '"mode" property',
      'split enumMember',
      '"executable" property',
      '"format" property',
      'vmdk string',
    ]);
    assert.deepEqual(tokens(text, '6.2').slice(3), [
      '"mode" string',
      '"executable" property',
      '"format" property',
      'vmdk enumMember',
    ]);
  });

  it('come in order, each on one line, apart from each other, on any text', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        let last = 0;
        for (const token of listSemanticTokens(document)) {
          assertInside(token, document);
          assert.ok(last <= token.start && token.start < token.end);
          assert.doesNotMatch(document.text.slice(token.start, token.end), /[\r\n]/);
          last = token.end;
        }
      }),
      { numRuns: 500 },
    );
  });
});
