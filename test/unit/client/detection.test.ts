import assert from 'node:assert/strict';
import fc from 'fast-check';
import { looksLikeQapi } from '../../../client/src/detection';

describe('detecting a QAPI schema by content', () => {
  const schemas = {
    'a definition': "{ 'enum': 'TeaKind', 'data': [] }",
    'comments and empty lines before it': "# Tea\n\n##\n# @TeaKind:\n##\n{'enum' :'TeaKind'",
    'a directive first, over two lines': "{\r\n  'include'\r\n: 'cups.json' }",
  };
  for (const [what, text] of Object.entries(schemas))
    it(`detects: ${what}`, () => {
      assert.equal(looksLikeQapi(text), true);
    });

  const others = {
    nothing: '',
    'comments only': '# a\n# b',
    JSON: '{ "enum": "TeaKind" }',
    'single quotes around another key': "{ 'name': 'x' }",
    'a definition in a list': "[{ 'enum': 'TeaKind' }]",
    'JSON with such a text inside': `{ "a": "{ 'enum': 'b' }" }`,
  };
  for (const [what, text] of Object.entries(others))
    it(`does not detect: ${what}`, () => {
      assert.equal(looksLikeQapi(text), false);
    });

  it('never mistakes JSON for one', () => {
    fc.assert(fc.property(fc.json(), (text) => !looksLikeQapi(text)));
  });

  it('never hangs on blanks and comments', () => {
    assert.equal(looksLikeQapi(' \n#'.repeat(100_000)), false);
  });
});
