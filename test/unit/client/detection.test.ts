import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DETECTION_LIMIT, looksLikeDescriptor, looksLikeQapi } from '../../../client/src/detection';

const DESCRIPTOR = '{"interface-types": ["uefi"], "mapping": {"device": "kernel", "filename": "/fw"}}';

describe('looking for a descriptor by content', () => {
  const descriptors = {
    'both members': DESCRIPTOR,
    'in the other order, after others':
      '{"description": "", "tags": [], "mapping": {}, "interface-types": []}',
    'a comment before it': `// a note\n${DESCRIPTOR}`,
    'values that are not what they should be': '{"interface-types": 1, "mapping": null}',
    'unfinished after the second key': '{"interface-types": [], "mapping": {"dev',
    'keys written with escapes': '{"interface\\u002dtypes": [], "mapping": {}}',
    'line ends around the colons': '{\r\n"interface-types"\r\n:\r\n[],\r\n"mapping"\r\n:{}}',
  };
  for (const [what, text] of Object.entries(descriptors))
    it(`finds one: ${what}`, () => {
      assert.equal(looksLikeDescriptor(text), true);
    });

  const others = {
    nothing: '',
    'whitespace only': ' \n',
    'an empty object': '{}',
    'only mapping': '{"mapping": {"interface-types": []}}',
    'only interface-types': '{"interface-types": ["mapping"]}',
    'both, but deeper': `{"inner": ${DESCRIPTOR}}`,
    'an array of descriptors': `[${DESCRIPTOR}]`,
    'the names as values': '{"a": "interface-types", "b": "mapping"}',
    'the names inside one string': '{"a": "\\"interface-types\\": 1, \\"mapping\\": 2"}',
    'the names as array elements': '["interface-types", "mapping"]',
    'the second after the end of the object': '{"interface-types": []} {"mapping": {}}',
    'the names in a comment': '{/* "interface-types": 1, "mapping": 2 */}',
    'a JSON string': '"interface-types"',
  };
  for (const [what, text] of Object.entries(others))
    it(`finds none: ${what}`, () => {
      assert.equal(looksLikeDescriptor(text), false);
    });

  it('looks no further than the limit', () => {
    const padding = (length: number) => DESCRIPTOR + ' '.repeat(length - DESCRIPTOR.length);
    assert.equal(looksLikeDescriptor(padding(DETECTION_LIMIT)), true);
    assert.equal(looksLikeDescriptor(padding(DETECTION_LIMIT + 1)), false);
  });

  it('bears any depth', () => {
    const deep = '['.repeat(60_000) + ']'.repeat(60_000);
    assert.equal(looksLikeDescriptor(`{"a": ${deep}, "interface-types": [], "mapping": {}}`), true);
  });

  it('agrees with a JSON parser on every JSON text', () => {
    const key = fc.oneof(fc.constantFrom('interface-types', 'mapping'), fc.string());
    const inner = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.dictionary(key, fc.jsonValue({ maxDepth: 2 })));
    fc.assert(
      fc.property(fc.oneof(inner, fc.dictionary(key, inner)), (value) => {
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        const expected =
          isObject && Object.hasOwn(value, 'interface-types') && Object.hasOwn(value, 'mapping');
        assert.equal(looksLikeDescriptor(JSON.stringify(value)), expected);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof looksLikeDescriptor(text) === 'boolean'));
  });
});

describe('looking for a QAPI schema by content', () => {
  const schemas = {
    'a definition': "{ 'enum': 'TeaKind', 'data': [] }",
    'comments and empty lines before it': "# Tea\n\n##\n# @TeaKind:\n##\n{'enum' :'TeaKind'",
    'a directive first, over two lines': "{\r\n  'include'\r\n: 'cups.json' }",
  };
  for (const [what, text] of Object.entries(schemas))
    it(`finds one: ${what}`, () => {
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
    it(`finds none: ${what}`, () => {
      assert.equal(looksLikeQapi(text), false);
    });

  it('never takes JSON for one', () => {
    fc.assert(fc.property(fc.json(), (text) => !looksLikeQapi(text)));
  });

  it('never hangs on blanks and comments', () => {
    assert.equal(looksLikeQapi(' \n#'.repeat(100_000)), false);
  });
});
