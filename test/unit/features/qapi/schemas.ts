import { QapiFile } from '../../../../server/src/features/qapi/qapiFile';
import { View } from '../../../../server/src/features/qapi/view';

/** A schema of several files, of which one has the cursor. */
export interface MarkedSchema {
  readonly file: QapiFile;
  readonly offset: number;
  readonly views: readonly View[];
  readonly files: ReadonlyMap<string, QapiFile>;
}

/** Marks the cursor. It cannot occur in a schema. */
const CURSOR = '¦';

/**
 * Opens a schema whose files have the given names in one folder; the cursor is in one of them.
 * @param roots the root schemas; the first file if there are none
 */
export function openSchema(
  texts: Readonly<Record<string, string>>,
  roots: readonly string[] = [],
): MarkedSchema {
  const files = new Map<string, QapiFile>();
  let marked: [QapiFile, number] | undefined;
  for (const [name, text] of Object.entries(texts)) {
    const file = new QapiFile(`/tree/${name}`, text.replace(CURSOR, ''));
    files.set(file.path, file);
    if (text.includes(CURSOR)) marked = [file, text.indexOf(CURSOR)];
  }
  const [first] = files.values();
  const [file, offset] = marked ?? [first, 0];
  if (!file) throw new RangeError('a schema has a file');
  const starts = roots.length > 0 ? roots.map((name) => `/tree/${name}`) : [first?.path ?? ''];
  return { file, offset, files, views: starts.map((root) => new View(root, (path) => files.get(path))) };
}

/** A shop: one of everything that the language has. */
export const SHOP = `# -*- Mode: Python -*-

{ 'include': 'goods.json' }

##
# @Receipt:
#
# What a customer takes home, for @Goods of one shop.  See \`sell\`.
#
# @number: counts the sales; @total is apart
#
# @total: the price of everything
#
# Since: 9.0
##
{ 'struct': 'Receipt',
  'data': { 'number': 'int', '*total': 'Price', 'goods': [ 'Goods' ] } }

##
# @sell:
#
# Sells something.
#
# @goods: what is sold
#
# @colour: one of the colours, such as @red
#
# Features:
#
# @deprecated: Use the till.
#
# Returns: a receipt
#
# Errors:
#     - if the shop is closed
#
# Since: 9.1
##
{ 'command': 'sell',
  'data': { 'goods': 'Goods', '*colour': 'Colour' },
  'returns': 'Receipt',
  'if': { 'any': [ 'CONFIG_SHOP', { 'not': 'CONFIG_STALL' } ] },
  'features': [ 'deprecated' ] }
`;

export const GOODS = `##
# @Colour:
#
# @red: like tomatoes
#
# @green: like unripe ones (since 9.2)
#
# Since: 9.0
##
{ 'enum': 'Colour', 'data': [ 'red', 'green' ] }

##
# @Price:
#
# @cents: the amount
#
# Since: 9.0
##
{ 'struct': 'Price', 'data': { 'cents': 'uint32' } }

{ 'struct': 'Red', 'data': { 'shade': 'str' } }

##
# @Goods:
#
# @colour: decides about the rest
#
# @price: what it costs
#
# Since: 9.0
##
{ 'union': 'Goods',
  'base': { 'colour': 'Colour', 'price': 'Price' },
  'discriminator': 'colour',
  'data': { 'red': 'Red' } }
`;

/** Opens the shop with the cursor in the first occurrence of a text. */
export function openShop(before: string): MarkedSchema {
  const mark = (text: string): string => {
    const at = text.indexOf(before.replace(CURSOR, ''));
    return at < 0 ? text : text.slice(0, at) + before + text.slice(at + before.length - 1);
  };
  const shop = mark(SHOP);
  return openSchema({ 'shop.json': shop, 'goods.json': shop.includes(CURSOR) ? GOODS : mark(GOODS) });
}
