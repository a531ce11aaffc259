import assert from 'node:assert/strict';
import {
  findDefinitions,
  findHighlights,
  findTypeDefinitions,
  findUses,
  type Targets,
} from '../../../../server/src/features/qapi/navigate';
import { openSchema, openShop, type MarkedSchema } from './schemas';

/** Describes targets such as `goods.json: Colour in { 'enum'`. */
function describeTargets(found: Targets | undefined): string[] {
  return (found?.targets ?? []).map(({ file, range, full }) => {
    const name = file.path.slice('/tree/'.length);
    return `${name}: ${file.text.slice(range.start, range.end)} in ${file.text.slice(full.start, full.start + 8)}`;
  });
}

const goTo = ({ file, offset, views }: MarkedSchema): string[] =>
  describeTargets(findDefinitions(file, offset, views));
const goToType = ({ file, offset, views }: MarkedSchema): string[] =>
  describeTargets(findTypeDefinitions(file, offset, views));

/** Lists the lines that use the name at the cursor. */
function listUses({ file, offset, views }: MarkedSchema): string[] {
  return findUses(file, offset, views).map(({ file: each, place }) => {
    const line = each.lines.positionAt(place.start).line;
    return `${each.path.slice('/tree/'.length)}: ${(each.text.split('\n')[line] ?? '').trim()}`;
  });
}

describe('definitions in schemas', () => {
  const cases: Readonly<Record<string, readonly [before: string, target: string]>> = {
    'of the type of a member': ["'*total': 'Pr¦ice'", "goods.json: Price in { 'struc"],
    'of the elements of a list': ["'goods': [ 'Go¦ods' ]", "goods.json: Goods in { 'union"],
    'of the type of a result': ["'returns': 'Rec¦eipt'", "shop.json: Receipt in { 'struc"],
    'of a command in backticks': ['`se¦ll`', "shop.json: sell in { 'comma"],
    'of the symbol of a block': ['@Rec¦eipt:', "shop.json: Receipt in { 'struc"],
    'of a described member': ['# @num¦ber:', "shop.json: number in 'number'"],
    'of a member that a text mentions': ['@to¦tal is', "shop.json: total in '*total'"],
    'of a definition that a text mentions': ['for @Go¦ods', "goods.json: Goods in { 'union"],
    'of a value that a text mentions': ['such as @re¦d', "goods.json: red in 'red', '"],
    'of a described feature': ['# @depre¦cated:', "shop.json: deprecated in 'depreca"],
    'of a discriminator': ["'discriminator': 'col¦our'", "goods.json: colour in 'colour'"],
    'of a branch, which is a value': ["'data': { 're¦d': 'Red'", "goods.json: red in 'red', '"],
    'of an included file': ["'include': 'goo¦ds.json'", 'goods.json:  in ##\n# @Co'],
  };
  for (const [what, [before, target]] of Object.entries(cases))
    it(`are found ${what}`, () => {
      assert.deepEqual(goTo(openShop(before)), [target]);
    });

  it('do not exist for keys, built-in types and conditions', () => {
    assert.deepEqual(goTo(openShop("'com¦mand'")), []);
    assert.deepEqual(goTo(openShop("'number': 'in¦t'")), []);
    assert.deepEqual(goTo(openShop("'CONFIG_SH¦OP'")), []);
  });

  it('are those of each root schema that has the file', () => {
    const found = goTo(
      openSchema(
        {
          'a.json': "{ 'include': 'part.json' }\n{ 'enum': 'E', 'data': [ 'a' ] }",
          'b.json': "{ 'include': 'part.json' }\n{ 'enum': 'E', 'data': [ 'b' ] }",
          'part.json': "{ 'struct': 'S', 'data': { 'e': 'E¦' } }",
        },
        ['a.json', 'b.json'],
      ),
    );
    assert.deepEqual(found, ["a.json: E in { 'enum'", "b.json: E in { 'enum'"]);
  });

  it('are found although the text is broken in other places', () => {
    const text =
      "{ 'struct': 'Broken', 'data': { 'a': \n\n{ 'enum': 'E', 'data': [ 'a' ] }\n{ 'struct': 'S', 'data': { 'e': '¦E' } }";
    assert.deepEqual(goTo(openSchema({ 'a.json': text })), ["a.json: E in { 'enum'"]);
  });

  it('of types are found from members and values', () => {
    assert.deepEqual(goToType(openShop('# @to¦tal:')), ["goods.json: Price in { 'struc"]);
    assert.deepEqual(goToType(openShop("'data': [ 're¦d'")), ["goods.json: Colour in { 'enum'"]);
    assert.deepEqual(goToType(openShop("'command': 'se¦ll'")), ["shop.json: Receipt in { 'struc"]);
  });
});

describe('references in schemas', () => {
  it('to a type are in all files, in code and documentation', () => {
    assert.deepEqual(listUses(openShop("'struct': 'Pri¦ce'")), [
      "shop.json: 'data': { 'number': 'int', '*total': 'Price', 'goods': [ 'Goods' ] } }",
      'goods.json: # @Price:',
      "goods.json: { 'struct': 'Price', 'data': { 'cents': 'uint32' } }",
      "goods.json: 'base': { 'colour': 'Colour', 'price': 'Price' },",
    ]);
  });

  it('to a value include branches and documentation', () => {
    assert.deepEqual(listUses(openShop("'data': [ 're¦d'")), [
      'shop.json: # @colour: one of the colours, such as @red',
      'goods.json: # @red: like tomatoes',
      "goods.json: { 'enum': 'Colour', 'data': [ 'red', 'green' ] }",
      "goods.json: 'data': { 'red': 'Red' } }",
    ]);
  });

  it('to a member do not include members of other types with that name', () => {
    assert.deepEqual(listUses(openShop("'*col¦our': 'Colour'")), [
      'shop.json: # @colour: one of the colours, such as @red',
      "shop.json: 'data': { 'goods': 'Goods', '*colour': 'Colour' },",
    ]);
  });

  it('to a condition are the places with it', () => {
    assert.equal(listUses(openShop("'CONFIG_SH¦OP'")).length, 1);
  });

  it('are highlighted in the file itself only', () => {
    const { file, offset, views } = openShop("'base': { 'colour': 'Col¦our'");
    assert.equal(findHighlights(file, offset, views).length, 3);
  });
});
