import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isDescriptorPath,
  looksLikeDescriptor,
  MAX_STRAY_LENGTH,
  recogniseContent,
} from '../../../server/src/descriptor/recognise';

describe('A descriptor is recognised', () => {
  const paths: readonly [path: string, expected: boolean][] = [
    ['/usr/share/qemu/firmware/50-ovmf.json', true],
    ['file:///home/u/.config/qemu/firmware/x.json', true],
    ['C:\\qemu\\firmware\\a.json', true],
    ['qemu/firmware/a.json', true],
    ['/usr/share/qemu/firmware/deeper/a.json', false],
    ['/usr/share/myqemu/firmware/a.json', false],
    ['/usr/share/qemu/firmware/README', false],
    ['/usr/share/qemu/firmware.json', false],
  ];
  for (const [path, expected] of paths) {
    it(`${expected ? 'by' : 'not by'} the path ${path}`, () => {
      assert.equal(isDescriptorPath(path), expected);
    });
  }

  const texts: readonly [name: string, text: string, expected: boolean][] = [
    ['both members', '{"interface-types": [], "mapping": {}}', true],
    ['both members in a list', '[{"mapping": {}, "interface-types": []}]', true],
    ['both members in broken JSON', '{"interface-types": ["uefi"] "mapping": {', true],
    ['one member', '{"mapping": {}}', false],
    ['both members deeper', '{"x": {"interface-types": [], "mapping": {}}}', false],
    ['both words as values', '{"a": "interface-types", "b": "mapping"}', false],
    ['nothing', '', false],
    ['a very deep text', '['.repeat(100_000) + '"interface-types" "mapping"', false],
  ];
  for (const [name, text, expected] of texts) {
    it(`${expected ? 'by' : 'not by'} ${name}`, () => {
      assert.equal(looksLikeDescriptor(text), expected);
    });
  }
});

const DESCRIPTOR = '{"interface-types": ["uefi"], "mapping": {"device": "kernel", "filename": "/fw"}}';

describe('One object that is a descriptor by its content', () => {
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
      assert.equal(recogniseContent(text), 'descriptor');
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
      assert.equal(recogniseContent(text) === 'descriptor', false);
    });

  it('looks no further than the limit', () => {
    const padding = (length: number) => DESCRIPTOR + ' '.repeat(length - DESCRIPTOR.length);
    assert.equal(recogniseContent(padding(MAX_STRAY_LENGTH)), 'descriptor');
    assert.equal(recogniseContent(padding(MAX_STRAY_LENGTH + 1)), undefined);
  });

  it('bears any depth', () => {
    const deep = '['.repeat(60_000) + ']'.repeat(60_000);
    assert.equal(recogniseContent(`{"a": ${deep}, "interface-types": [], "mapping": {}}`), 'descriptor');
  });

  it('agrees with a JSON parser on every JSON text', () => {
    const key = fc.oneof(fc.constantFrom('interface-types', 'mapping'), fc.string());
    const inner = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.dictionary(key, fc.jsonValue({ maxDepth: 2 })));
    fc.assert(
      fc.property(fc.oneof(inner, fc.dictionary(key, inner)), (value) => {
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        const expected =
          isObject && Object.hasOwn(value, 'interface-types') && Object.hasOwn(value, 'mapping');
        assert.equal(recogniseContent(JSON.stringify(value)) === 'descriptor', expected);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof looksLikeDescriptor(text) === 'boolean'));
  });
});
