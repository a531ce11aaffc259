import assert from 'node:assert/strict';
import { listFolds, listSelections } from '../../../../server/src/features/qapi/outline';
import { listTokens } from '../../../../server/src/features/qapi/semanticTokens';
import { findDefinitionsByName, listSymbols } from '../../../../server/src/features/qapi/symbols';
import { GOODS, openSchema, openShop } from './schemas';

describe('the outline of a schema', () => {
  it('has definitions with their parts, includes and titles', () => {
    const title = '##\n# =====\n# Goods\n# =====\n##\n\n';
    const { file } = openSchema({ 'goods.json': `${title}{ 'include': 'x.json' }\n\n${GOODS}` });
    const found = listSymbols(file).map(
      ({ kind, name, children }) =>
        `${kind} ${name} ${children.map((child) => `${child.name} ${child.detail}`.trim()).join(', ')}`,
    );
    assert.deepEqual(
      found.map((line) => line.trim()),
      [
        'heading Goods',
        'include x.json',
        'enum Colour red, green',
        'struct Price cents uint32',
        'struct Red shade str',
        'union Goods colour Colour, price Price, red Red',
      ],
    );
  });

  it('has names inside their ranges', () => {
    for (const symbol of listSymbols(openShop("'sell¦'").file))
      for (const { range, nameRange } of [symbol, ...symbol.children])
        assert.ok(range.start <= nameRange.start && nameRange.end <= range.end);
  });

  it('is searched by the letters of a name', () => {
    const { views } = openShop("'sell¦'");
    const search = (query: string): string[] =>
      findDefinitionsByName(query, views, 10).map(({ symbol }) => symbol.name);
    assert.deepEqual(search('rcpt'), ['Receipt']);
    assert.deepEqual(search('nothing'), []);
    assert.equal(findDefinitionsByName('', views, 2).length, 2);
  });

  it('folds documentation, objects, lists and runs of includes', () => {
    const text =
      "{ 'include': 'a.json' }\n{ 'include': 'b.json' }\n\n##\n# @E:\n##\n{ 'enum': 'E',\n  'data': [\n 'a' ] }\n";
    const { file } = openSchema({ 'a.json': text });
    assert.deepEqual(
      listFolds(file).map(({ kind, start, end }) => [
        kind,
        text.slice(start, start + 3),
        text.slice(end - 2, end),
      ]),
      [
        ['imports', "{ '", ' }'],
        ['block', "{ '", ' }'],
        ['block', "{ '", ' }'],
        ['comment', '##\n', '##'],
        ['block', "{ '", ' }'],
        ['block', '[\n ', ' ]'],
      ],
    );
  });

  it('selects from a name to its definition with the documentation', () => {
    const { file, offset } = openShop("'cents': 'ui¦nt32'");
    assert.deepEqual(
      listSelections(file, offset).map(({ start, end }) => file.text.slice(start, Math.min(end, start + 12))),
      [
        'uint32',
        "'uint32'",
        "'cents': 'ui",
        "{ 'cents': '",
        "'data': { 'c",
        "{ 'struct': ",
        '##\n# @Price:',
        '##\n# @Colour',
      ],
    );
  });

  it('classifies names by what they refer to', () => {
    const { file, views } = openShop("'sell¦'");
    const types = new Map(
      listTokens(file, views).map(({ start, end, type, deprecated }) => [
        file.text.slice(start, end),
        `${type}${deprecated ? ' deprecated' : ''}`,
      ]),
    );
    assert.deepEqual(
      ['struct', 'Receipt', 'int', 'number', 'Price', 'sell', 'red', 'CONFIG_SHOP', 'deprecated'].map(
        (name) => types.get(name),
      ),
      [
        'keyword',
        'type',
        'type',
        'property',
        'type',
        'function deprecated',
        'enumMember',
        'macro',
        'decorator',
      ],
    );
  });
});
