import assert from 'node:assert/strict';
import { findRenamable, renameSymbol } from '../../../../server/src/features/qapi/rename';
import { applyEdits } from '../../../../server/src/text/textEdit';
import { GOODS, openSchema, openShop, SHOP, type MarkedSchema } from './schemas';

const rename = ({ file, offset, views }: MarkedSchema, newName: string): Record<string, string> | string => {
  const found = renameSymbol(file, offset, newName, views);
  if ('refusal' in found) return found.refusal;
  return Object.fromEntries(found.map((each) => [each.file.path, applyEdits(each.file.text, each.edits)]));
};

describe('renaming in schemas', () => {
  it('changes a type in code and documentation of every file', () => {
    assert.deepEqual(rename(openShop("'union': 'Go¦ods'"), 'Wares'), {
      '/tree/shop.json': SHOP.replace('@Goods of', '@Wares of')
        .replace("[ 'Goods' ]", "[ 'Wares' ]")
        .replace("'goods': 'Goods'", "'goods': 'Wares'"),
      '/tree/goods.json': GOODS.replace('@Goods:', '@Wares:').replace("'union': 'Goods'", "'union': 'Wares'"),
    });
  });

  it('changes a command in backticks', () => {
    assert.deepEqual(rename(openShop('`se¦ll`'), 'vend'), {
      '/tree/shop.json': SHOP.replace('`sell`', '`vend`')
        .replace('@sell:', '@vend:')
        .replace("'command': 'sell'", "'command': 'vend'"),
    });
  });

  it('keeps the asterisk of an optional member', () => {
    assert.deepEqual(rename(openShop("'*to¦tal'"), 'sum'), {
      '/tree/shop.json': SHOP.replace('@total is', '@sum is')
        .replace('@total:', '@sum:')
        .replace("'*total'", "'*sum'"),
    });
  });

  it('changes a value and the branch that it names', () => {
    const changed = rename(openShop('# @re¦d:'), 'crimson');
    assert.equal(typeof changed === 'object' && changed['/tree/goods.json']?.match(/crimson/g)?.length, 3);
  });

  const refused: readonly (readonly [before: string, name: string, reason: RegExp])[] = [
    ["'union': 'Go¦ods'", 'Price', /already has a definition/],
    ["'union': 'Go¦ods'", 'str', /already has a definition/],
    ["'union': 'Go¦ods'", 'wares', /CamelCase/],
    ["'union': 'Go¦ods'", 'WaresList', /CamelCase/],
    ["'union': 'Go¦ods'", "W' }", /not a QAPI name/],
    ["'union': 'Go¦ods'", '', /not a QAPI name/],
    ["'command': 'se¦ll'", 'Sell', /lower case/],
    ["'num¦ber'", 'total', /already has the name/],
    ["'num¦ber'", 'a b', /not a QAPI name/],
  ];
  for (const [before, name, reason] of refused)
    it(`refuses “${name}” for ${before}`, () => {
      const found = rename(openShop(before), name);
      assert.match(typeof found === 'string' ? found : '', reason);
    });

  it('is refused for what the schema does not declare', () => {
    for (const before of ["'CONFIG_SH¦OP'", "'com¦mand'", "'i¦nt'", "[ 'depre¦cated'"]) {
      const { file, offset, views } = openShop(before);
      assert.ok('refusal' in findRenamable(file, offset, views, () => true), before);
    }
  });

  it('is refused if a file outside the tree has the name', () => {
    const { file, offset, views } = openShop("'struct': 'Rec¦eipt'");
    assert.ok('range' in findRenamable(file, offset, views, () => true));
    const { file: goods, offset: at, views: both } = openShop("'union': 'Go¦ods'");
    assert.match(
      JSON.stringify(findRenamable(goods, at, both, (path) => path.endsWith('goods.json'))),
      /outside/,
    );
  });

  it('changes both root schemas that have the file', () => {
    const schema = openSchema(
      {
        'a.json': "{ 'include': 'part.json' }\n{ 'struct': 'A', 'data': { 's': 'Some' } }",
        'b.json': "{ 'include': 'part.json' }\n{ 'struct': 'B', 'data': { 's': 'Some' } }",
        'part.json': "{ 'struct': 'So¦me', 'data': { } }",
      },
      ['a.json', 'b.json'],
    );
    assert.equal(Object.keys(rename(schema, 'Other')).length, 3);
  });
});
