import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changeMembers,
  insertElement,
  insertMember,
  removeElement,
  removeElements,
  removeMember,
  replaceValue,
  wrapInList,
  WrittenValue,
} from '../../../server/src/descriptor/edits';
import type { JsonArray, JsonObject } from '../../../server/src/descriptor/json';
import { parseJson } from '../../../server/src/descriptor/syntaxTree';
import { applyEdits } from '../../../server/src/text/textEdit';

function object(text: string): JsonObject {
  const { root } = parseJson(text);
  assert.ok(root?.kind === 'object');
  return root;
}

function array(text: string): JsonArray {
  const { root } = parseJson(text);
  assert.ok(root?.kind === 'array');
  return root;
}

describe('Edits', () => {
  const insertions: readonly [name: string, text: string, after: number | undefined, expected: string][] = [
    ['into an empty object', '{}', undefined, '{\n    "new": 1\n}'],
    ['after the last member', '{\n  "a": 1\n}', 0, '{\n  "a": 1,\n  "new": 1\n}'],
    [
      'after a member in the middle',
      '{\n  "a": 1,\n  "b": 2\n}',
      0,
      '{\n  "a": 1,\n  "new": 1,\n  "b": 2\n}',
    ],
    ['before the first member', '{\n  "a": 1\n}', undefined, '{\n  "new": 1,\n  "a": 1\n}'],
    ['into one line', '{ "a": 1 }', 0, '{ "a": 1, "new": 1 }'],
    ['before all on one line', '{ "a": 1 }', undefined, '{ "new": 1, "a": 1 }'],
    ['with tabulators', '{\n\t"a": 1\n}', 0, '{\n\t"a": 1,\n\t"new": 1\n}'],
    ['with CRLF', '{\r\n  "a": 1\r\n}', 0, '{\r\n  "a": 1,\r\n  "new": 1\r\n}'],
    ['before a trailing comma', '{\n  "a": 1,\n}', 0, '{\n  "a": 1,\n  "new": 1,\n}'],
  ];
  for (const [name, text, after, expected] of insertions) {
    it(`insert a member ${name}`, () => {
      const target = object(text);
      const edit = insertMember(
        text,
        target,
        'new',
        1,
        after === undefined ? undefined : target.properties[after],
      );
      assert.equal(applyEdits(text, [edit]), expected);
    });
  }

  it('give an inserted value the style of the document', () => {
    const text = '{\n  "mapping": {\n    "device": "flash"\n  }\n}';
    const mapping = object(text).properties[0]?.value;
    assert.ok(mapping?.kind === 'object');
    const edit = insertMember(
      text,
      mapping,
      'executable',
      { filename: '/x', format: 'raw' },
      mapping.properties[0],
    );
    assert.equal(
      applyEdits(text, [edit]),
      '{\n  "mapping": {\n    "device": "flash",\n    "executable": {\n      "filename": "/x",\n      "format": "raw"\n    }\n  }\n}',
    );
  });

  const removals: readonly [text: string, index: number, expected: string][] = [
    ['[1]', 0, '[]'],
    ['[ 1 ]', 0, '[]'],
    ['[1, 2]', 0, '[2]'],
    ['[1, 2]', 1, '[1]'],
    ['[\n  1,\n  2,\n  3\n]', 1, '[\n  1,\n  3\n]'],
    ['[\n  1,\n  2\n]', 1, '[\n  1\n]'],
  ];
  for (const [text, index, expected] of removals) {
    it(`remove element ${index} of ${JSON.stringify(text)}`, () => {
      const target = array(text);
      const element = target.elements[index];
      assert.ok(element);
      assert.equal(applyEdits(text, [removeElement(text, target, element)]), expected);
    });
  }

  it('leave the other values of any object as they are', () => {
    const members = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1 });
    fc.assert(
      fc.property(members, fc.nat(), fc.constantFrom(undefined, 2, '\t'), (value, pick, indent) => {
        const text = JSON.stringify(value, null, indent);
        const plain = JSON.parse(text) as Record<string, unknown>;
        const target = object(text);
        const property = target.properties[pick % target.properties.length];
        assert.ok(property?.value);
        const removed: unknown = JSON.parse(applyEdits(text, [removeMember(text, target, property)]));
        assert.deepEqual(
          removed,
          Object.fromEntries(Object.entries(plain).filter(([key]) => key !== property.key.value)),
        );
        const replaced = JSON.parse(applyEdits(text, [replaceValue(text, property.value, 7)])) as Record<
          string,
          unknown
        >;
        assert.equal(replaced[property.key.value], 7);
        const name = `${property.key.value} too`;
        const inserted = JSON.parse(
          applyEdits(text, [insertMember(text, target, name, [], property)]),
        ) as object;
        assert.ok(Object.hasOwn(inserted, name) && Object.keys(inserted).length >= Object.keys(plain).length);
      }),
    );
  });

  it('change members and leave the others as they are written', () => {
    const text = '{\n  "a" : 1.50,\n  "b": {\n    "x": 1e999, "x": 2\n  },\n  "c": 3\n}';
    const target = object(text);
    const change = (removed: string[], values: Record<string, unknown>): string =>
      applyEdits(text, [
        changeMembers(text, target, {
          removed: target.properties.filter(({ key }) => removed.includes(key.value)),
          values,
          order: ['a', 'new', 'b', 'c', 'last'],
        }),
      ]);
    assert.equal(change([], {}), text);
    assert.equal(change(['c'], {}), text.replace(',\n  "c": 3', ''));
    assert.equal(change(['a'], {}), text.replace('"a" : 1.50,\n  ', ''));
    assert.equal(change([], { c: [4] }), text.replace('3', '[\n    4\n  ]'));
    assert.equal(change([], { new: null }), text.replace('"b"', '"new": null,\n  "b"'));
    assert.equal(change(['a', 'b'], { last: 1 }), '{\n  "c": 3,\n  "last": 1\n}');
    assert.equal(change(['a', 'b', 'c'], {}), '{\n  \n}');
    assert.equal(
      applyEdits('{}', [changeMembers('{}', object('{}'), { removed: [], values: { a: 1 }, order: [] })]),
      '{\n    "a": 1\n}',
    );
  });

  it('move and wrap a value as it is written', () => {
    const text = '{\r\n  "a": {\r\n    "x": 1e999\r\n  },\r\n  "b": {}\r\n}';
    const target = object(text);
    const [a, b] = target.properties.map(({ value }) => value);
    assert.ok(a && b?.kind === 'object');
    assert.equal(
      applyEdits(text, [wrapInList(text, a)]),
      text.replace('{\r\n    "x": 1e999\r\n  }', '[\r\n    {\r\n      "x": 1e999\r\n    }\r\n  ]'),
    );
    assert.equal(
      applyEdits(text, [insertMember(text, b, 'n', new WrittenValue(a))]),
      text.replace('{}', '{\r\n    "n": {\r\n      "x": 1e999\r\n    }\r\n  }'),
    );
  });

  it('keep the line ends of the text, whichever they are', () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const text = ['{', '  "a": 1', '}'].join(lineEnd);
      const edit = insertMember(text, object(text), 'b', [1], object(text).properties[0]);
      const expected = ['{', '  "a": 1,', '  "b": [', '    1', '  ]', '}'].join(lineEnd);
      assert.equal(applyEdits(text, [edit]), expected);
    }
  });

  it('take any elements out of a list', () => {
    assert.equal(
      applyEdits('[ 1,\n 2, 3 ]', removeElements(array('[ 1,\n 2, 3 ]'), new Set())),
      '[ 1,\n 2, 3 ]',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.jsonValue(), fc.boolean()), { maxLength: 8 }),
        fc.constantFrom('', '  '),
        (items, indent) => {
          const text = JSON.stringify(
            items.map(([value]) => value),
            null,
            indent,
          );
          const list = array(text);
          const removed = new Set(list.elements.filter((_, index) => items[index]?.[1]));
          const rest = items.filter(([, isRemoved]) => !isRemoved).map(([value]) => value);
          assert.deepEqual(
            JSON.parse(applyEdits(text, removeElements(list, removed))),
            JSON.parse(JSON.stringify(rest)),
          );
        },
      ),
    );
  });

  it('append an element to any list', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 2), (values, indent) => {
        const text = JSON.stringify(values, null, indent);
        const appended: unknown = JSON.parse(applyEdits(text, [insertElement(text, array(text), 'x')]));
        assert.deepEqual(appended, [...(JSON.parse(text) as unknown[]), 'x']);
      }),
    );
  });
});
