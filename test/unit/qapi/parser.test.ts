import assert from 'node:assert/strict';
import { parseSource } from '../../../server/src/qapi/parser';
import type { SyntaxNode } from '../../../server/src/qapi/syntax';

type Plain = string | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** A value without its ranges; null for one that is missing or no QAPI. */
function plain(node: SyntaxNode | undefined): Plain {
  if (node?.kind === 'array') return node.items.map(plain);
  if (node?.kind === 'object')
    return Object.fromEntries(node.properties.map(({ key, value }) => [key.value, plain(value)]));
  return node?.kind === 'string' || node?.kind === 'boolean' ? node.value : null;
}

function read(text: string): { items: Plain[]; problems: string[] } {
  const { items, problems } = parseSource(text);
  return {
    items: items.map((item) => (item.kind === 'doc' ? 'doc' : plain(item))),
    problems: problems.map(({ code, range }) => `${code}@${range.start}`),
  };
}

describe('the syntax of QAPI', () => {
  it('reads objects, arrays and documentation in their order', () => {
    assert.deepEqual(read("##\n# Hi.\n##\n{ 'a': [ 'b', { 'c': true } ], 'd': {} } { 'e': [] }"), {
      items: ['doc', { a: ['b', { c: true }], d: {} }, { e: [] }],
      problems: [],
    });
  });

  const repaired: readonly (readonly [
    what: string,
    text: string,
    items: readonly Plain[],
    problems: readonly string[],
  ])[] = [
    [
      'a missing comma between members',
      "{ 'a': 'b' 'c': 'd' }",
      [{ a: 'b', c: 'd' }],
      ['json/want-comma-or-close-brace@11'],
    ],
    [
      'a missing comma between elements',
      "{ 'a': [ 'b' 'c' ] }",
      [{ a: ['b', 'c'] }],
      ['json/want-comma-or-close-bracket@13'],
    ],
    ['a comma before the closing brace', "{ 'a': 'b', }", [{ a: 'b' }], ['json/want-key@12']],
    ['a comma before the closing bracket', "{ 'a': [ 'b', ] }", [{ a: ['b'] }], ['json/want-value@14']],
    ['a comma in front', "{ 'a': [ , 'b' ] }", [{ a: ['b'] }], ['json/want-value-or-close@9']],
    ['a missing colon', "{ 'a' 'b' }", [{ a: 'b' }], ['json/want-colon@6']],
    ['a missing value', "{ 'a': , 'b': 'c' }", [{ a: null, b: 'c' }], ['json/want-value@7']],
    ['a number', "{ 'a': 12, 'b': 'c' }", [{ a: null, b: 'c' }], ['lex/stray@7']],
    ['a key twice', "{ 'a': 'b', 'a': 'c' }", [{ a: 'b' }], ['json/duplicate-key@12']],
    [
      'a comma between definitions',
      "{ 'a': 'b' }, { 'c': 'd' }",
      [{ a: 'b' }, { c: 'd' }],
      ['json/want-value@12'],
    ],
    ['an array at top level', "[ 'a' ]\n{ 'b': 'c' }", [{ b: 'c' }], ['top/not-an-object@0']],
    ['a lone string', "'a'\n{ 'b': 'c' }", [{ b: 'c' }], ['top/not-an-object@0']],
    ['a ## inside', "{ 'a': 'b',\n  ## why\n  'c': 'd' }", [{ a: 'b', c: 'd' }], ['json/want-key@14']],
    ['documentation without end', "##\n# Hi.\n{ 'a': 'b' }", ['doc', { a: 'b' }], ['doc/unterminated@9']],
    [
      'text after ##',
      "## Hi\n# there.\n##.\n{ 'a': 'b' }",
      ['doc', { a: 'b' }],
      ['doc/junk-at-start@0', 'doc/junk-at-end@15'],
    ],
  ];
  for (const [what, text, items, problems] of repaired) {
    it(`tells of ${what} and goes on`, () => {
      assert.deepEqual(read(text), { items, problems });
    });
  }

  const next = "{ 'enum': 'Next', 'data': [ 'x' ] }";
  const nextItem = { enum: 'Next', data: ['x'] };
  const cut: readonly (readonly [what: string, text: string, first: Plain])[] = [
    ['a missing brace', "{ 'struct': 'A', 'data': { 'b': 'c' }\n", { struct: 'A', data: { b: 'c' } }],
    ['two missing braces', "{ 'struct': 'A', 'data': { 'b': 'c'\n", { struct: 'A', data: { b: 'c' } }],
    ['a missing value and brace', "{ 'struct': 'A', 'data':\n", { struct: 'A', data: null }],
    ['a missing bracket', "{ 'enum': 'A', 'data': [ 'b', 'c'\n", { enum: 'A', data: ['b', 'c'] }],
    ['a missing quote', "{ 'enum': 'A, 'data': [ 'b' ] }\n", { enum: 'A, ' }],
    ['rubbish', '{ = ? }\n', {}],
  ];
  for (const [what, text, first] of cut) {
    it(`reads the next definition after ${what}`, () => {
      for (const between of ['', '##\n# @Next:\n##\n']) {
        const { items, problems } = read(text + between + next);
        assert.deepEqual(items, between ? [first, 'doc', nextItem] : [first, nextItem]);
        assert.notDeepEqual(problems, []);
      }
    });
  }

  it('takes an inner brace at the start of a line for what it is', () => {
    const text = "{ 'struct': 'A', 'data':\n{ 'event': 'str',\n'command': 'int' } }";
    assert.deepEqual(read(text), {
      items: [{ struct: 'A', data: { event: 'str', command: 'int' } }],
      problems: [],
    });
  });

  it('does not follow a nesting without end', () => {
    const { items, problems } = read(`{ 'a': ${'['.repeat(50_000)}\n${next}`);
    assert.deepEqual(problems, ['json/too-deep@38']);
    assert.deepEqual(items.slice(1), [nextItem]);
  });

  it('has the range of every part', () => {
    const text = "{ 'a': [ 'b' ] }";
    const [item] = parseSource(text).items;
    assert.ok(item?.kind === 'object');
    const [property] = item.properties;
    const shown = [item, property?.key, property?.value].map(
      (part) => part && text.slice(part.start, part.end),
    );
    assert.deepEqual(shown, [text, "'a'", "[ 'b' ]"]);
  });
});
