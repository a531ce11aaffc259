import assert from 'node:assert/strict';
import { hoverQapi } from '../../../../server/src/features/qapi/hover';
import { toPlainText } from '../../../../server/src/text/markdown';
import { openSchema, openShop, type MarkedSchema } from './schemas';

function hover({ file, offset, views }: MarkedSchema): string {
  const found = hoverQapi(file, offset, views, (target, at) => `file://${target.path}#${at}`);
  return found ? toPlainText(found.markdown) : '';
}

describe('hovers in schemas', () => {
  it('describe a command with its arguments, result, errors, messages and place', () => {
    const text = hover(openShop("'command': 'se¦ll'"));
    assert.match(
      text,
      /^command sell → Receipt\n\nSells something\.\n\n- goods Goods: what is sold\n- colour\? Colour: one of/,
    );
    assert.match(text, /Features\n\n- deprecated: Use the till\./);
    assert.match(text, /Returns\n\na receipt/);
    assert.match(text, /Errors\n\n- if the shop is closed/);
    assert.match(
      text,
      /-> { "execute": "sell",\n {5}"arguments": { "goods": { "colour": "red", "price": { "cents": 0 }, "shade": "…" } } }/,
    );
    assert.match(text, /<- { "return": { "number": 0, "goods": \[ {/);
    assert.match(text, /Deprecated · Since QEMU 9\.1 · If CONFIG_SHOP or not CONFIG_STALL · shop\.json:\d+$/);
  });

  it('describe a member with its type and text', () => {
    assert.match(
      hover(openShop("'*to¦tal'")),
      /^'\*total': 'Price'\n\nmember of Receipt\n\nthe price of everything/,
    );
  });

  it('describe a value with its release', () => {
    assert.match(
      hover(openShop('# @gre¦en:')),
      /^green · value of Colour\n\nlike unripe ones\n\nSince QEMU 9\.2 · goods\.json:10$/,
    );
  });

  it('describe a union with its branches, wherever its name is', () => {
    for (const before of ["'union': 'Go¦ods'", 'for @Go¦ods', "[ 'Go¦ods' ]"])
      assert.match(
        hover(openShop(before)),
        /^union Goods\n\n- colour Colour: decides about the rest\n- price Price.*\n- colour = red → Red/,
      );
  });

  it('explain keys, conditions, built-in types, features and includes', () => {
    assert.match(hover(openShop("'retu¦rns'")), /^returns\n\nThe type of the result/);
    assert.match(hover(openShop("'CONFIG_SH¦OP'")), /^CONFIG_SHOP · condition/);
    assert.match(hover(openShop("'number': 'i¦nt'")), /^int\n\nAn integer of 64 bits/);
    assert.match(
      hover(openShop("'features': [ 'depre¦cated'")),
      /^deprecated · feature of sell\n\nUse the till/,
    );
    assert.match(hover(openShop("'goo¦ds.json'")), /goods\.json\n\n4 definitions/);
  });

  it('show the messages of an event', () => {
    const text = hover(openSchema({ 'a.json': "{ 'event': 'FI¦RE', 'data': { 'at': 'str' } }" }));
    assert.match(text, /<- { "event": "FIRE",\n {5}"data": { "at": "…" },\n {5}"timestamp"/);
  });

  it('end for types that contain themselves', () => {
    const loop = "{ 'struct': 'A¦', 'base': 'A', 'data': { 'a': 'A' } }\n{ 'command': 'c', 'data': 'A' }";
    assert.notEqual(hover(openSchema({ 'a.json': loop })), '');
    assert.match(hover(openSchema({ 'a.json': loop.replace('¦', '').replace("'c'", "'c¦'") })), /…/);
  });
});
