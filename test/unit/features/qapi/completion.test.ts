import assert from 'node:assert/strict';
import { completeQapi, type QapiProposal } from '../../../../server/src/features/qapi/completion';
import { applyEdits } from '../../../../server/src/text/textEdit';
import { openSchema, openShop, type MarkedSchema } from './schemas';

function complete({ file, offset, views }: MarkedSchema): readonly QapiProposal[] {
  return completeQapi(file, offset, { views, includable: ['goods.json'] });
}

const labels = (schema: MarkedSchema): string[] => complete(schema).map(({ label }) => label);

/** Opens a definition in a schema that includes the types of the shop. */
function openText(text: string): MarkedSchema {
  const { file } = openShop("'union': '¦Goods'");
  return openSchema({ 'a.json': `{ 'include': 'goods.json' }\n\n${text}`, 'goods.json': file.text });
}

/** Returns the text after a proposal was accepted. */
function accept(schema: MarkedSchema, label: string): string {
  const found = complete(schema).find((each) => each.label === label);
  assert.ok(found, label);
  return applyEdits(schema.file.text, [{ ...found.replace, newText: found.insert }])
    .split('\n')
    .slice(2)
    .join('\n');
}

const TYPES = ['Colour', 'Price', 'Red', 'Goods'];

describe('completion in schemas', () => {
  it('offers definitions at the top level', () => {
    assert.deepEqual(labels(openText('¦')), [
      'enum',
      'struct',
      'union',
      'alternate',
      'command',
      'event',
      'include',
    ]);
  });

  it('offers kinds and directives in a new object', () => {
    assert.deepEqual(labels(openText("{ '¦' }")).slice(0, 2), ['enum', 'struct']);
    assert.equal(accept(openText("{ '¦' }"), 'include'), "{ 'include': '$1' }");
  });

  it('offers the keys of a kind that are still missing', () => {
    assert.deepEqual(labels(openText("{ 'enum': 'E', 'data': [ ], ¦ }")), ['prefix', 'if', 'features']);
    assert.deepEqual(labels(openText("{ 'union': 'U', '¦")), [
      'base',
      'discriminator',
      'data',
      'if',
      'features',
    ]);
    assert.ok(labels(openText("{ 'command': 'c', '¦' }")).includes('allow-oob'));
  });

  it('writes flags with the only value that is allowed', () => {
    assert.equal(accept(openText("{ 'command': 'c', ¦ }"), 'boxed'), "{ 'command': 'c', 'boxed': true }");
    assert.deepEqual(labels(openText("{ 'command': 'c', 'gen': ¦ }")), ['false']);
  });

  it('replaces a key without adding a second colon', () => {
    assert.equal(
      accept(openText("{ 'enum': 'E', 'pre¦': 'X' }"), 'prefix'),
      "{ 'enum': 'E', 'prefix': 'X' }",
    );
  });

  it('offers types as types of members, inside and outside of lists', () => {
    for (const text of [
      "{ 'a': '¦' }",
      "{ 'a': ¦ }",
      "{ 'a': [ '¦' ] }",
      "{ 'a': { 'type': '¦' } }",
      "{ 'a': 'str', 'b': '¦",
    ]) {
      const found = labels(openText(`{ 'struct': 'S', 'data': ${text} }`));
      for (const type of ['str', ...TYPES]) assert.ok(found.includes(type), `${type} in ${text}`);
    }
  });

  it('replaces the whole name at the cursor', () => {
    assert.equal(
      accept(openText("{ 'struct': 'S', 'data': { 'a': 'Pr¦ic' } }"), 'Price'),
      "{ 'struct': 'S', 'data': { 'a': 'Price' } }",
    );
    assert.equal(
      accept(openText("{ 'struct': 'S', 'data': { 'a': 'Pr¦, 'b': 'str' } }"), 'Price'),
      "{ 'struct': 'S', 'data': { 'a': 'Price', 'b': 'str' } }",
    );
  });

  it('offers structs as bases, and structs and unions as arguments', () => {
    assert.deepEqual(labels(openText("{ 'struct': 'S', 'base': '¦' }")), ['Price', 'Red', 'S']);
    assert.deepEqual(labels(openText("{ 'command': 'c', 'data': '¦' }")), ['Price', 'Red', 'Goods']);
    assert.ok(labels(openText("{ 'command': 'c', 'returns': '¦' }")).includes('Colour'));
  });

  it('offers members as discriminator, and values as branches', () => {
    const union =
      "{ 'union': 'U', 'base': { 'c': 'Colour', 'n': 'int' }, 'discriminator': 'c', 'data': { 'red': 'Red' } }";
    assert.deepEqual(labels(openText(union.replace("'discriminator': 'c'", "'discriminator': '¦c'"))), [
      'c',
      'n',
    ]);
    assert.deepEqual(labels(openText(union.replace("'Red' }", "'Red', '¦' }"))), ['green']);
    assert.deepEqual(labels(openText(union.replace("'Red'", "'¦'"))), ['Price', 'Red', 'Goods', 'U']);
  });

  it('offers details of values, members and features, and conditions', () => {
    assert.deepEqual(labels(openText("{ 'enum': 'E', 'data': [ { '¦' } ] }")), ['name', 'if', 'features']);
    assert.deepEqual(labels(openText("{ 'struct': 'S', 'data': { 'a': { 'type': 'str', ¦ } } }")), [
      'if',
      'features',
    ]);
    assert.deepEqual(labels(openText("{ 'enum': 'E', 'data': [ ], 'features': [ '¦' ] }")), [
      'deprecated',
      'unstable',
    ]);
    assert.deepEqual(labels(openText("{ 'enum': 'E', 'if': { '¦' } }")), ['all', 'any', 'not']);
    assert.ok(
      labels(openText("{ 'enum': 'E', 'if': 'CONFIG_A', 'data': [ { 'name': 'a', 'if': '¦' } ] }")).includes(
        'CONFIG_A',
      ),
    );
  });

  it('offers pragmas and the files to include', () => {
    assert.ok(labels(openText("{ 'pragma': { '¦' } }")).includes('doc-required'));
    assert.deepEqual(labels(openText("{ 'pragma': { 'documentation-exceptions': [ '¦' ] } }")), TYPES);
    assert.deepEqual(labels(openText("{ 'include': '¦' }")), ['goods.json']);
  });

  const documented = (line: string): MarkedSchema =>
    openText(
      `##\n# @S:\n#\n# @one: text\n#\n${line}\n##\n{ 'struct': 'S', 'base': 'Price', 'data': { 'one': 'str', 'two': 'str' } }`,
    );

  it('offers members that are not described yet', () => {
    assert.deepEqual(labels(documented('# @¦')), ['two']);
    assert.match(accept(documented('# @t¦'), 'two'), /\n# @two: \n/);
  });

  it('offers all members, also inherited ones, in texts', () => {
    assert.deepEqual(labels(documented('# Text about @¦')), ['cents', 'one', 'two']);
  });

  it('offers definitions in backticks, and the words that start a section', () => {
    assert.ok(labels(documented('# See `Pr¦`')).includes('Price'));
    assert.deepEqual(labels(documented('# S¦')), ['Since:', 'TODO:', '.. note::', '.. qmp-example::']);
  });

  it('offers nothing in ordinary text and in comments', () => {
    assert.deepEqual(labels(documented('# Some words ¦')), []);
    assert.deepEqual(labels(openText("{ 'enum': 'E', # comment ¦\n 'data': [ ] }")), []);
  });
});
