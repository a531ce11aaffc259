import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { looksLikeJson, looksLikeQapi } from '../../../server/src/qapi/recognise';

describe('a text in QAPI', () => {
  it('is known by its first expression', () => {
    for (const text of [
      "{ 'enum': 'A', 'data': [] }",
      "\ufeff# c\r\n\n  # d\n{ 'include': 'x.json' }",
      "##\n# = Title\n##\n\n{'pragma': { } }",
      "{\n  'struct': 'A', 'data': {} }",
      "{\r\n  'include'\r\n: 'cups.json' }",
    ])
      assert.equal(looksLikeQapi(text), true, text);
  });

  it('is known by its comments, where it has nothing else', () => {
    assert.equal(
      looksLikeQapi('# -*- Mode: Python -*-\n# vim: filetype=python\n\n##\n# = Title\n##\n'),
      true,
    );
  });

  it('is every file of the schema', () => {
    for (const file of readdirSync('server/schema').filter((name) => name.endsWith('.qapi')))
      assert.equal(looksLikeQapi(readFileSync(path.join('server/schema', file), 'utf8')), true, file);
  });

  it('is neither JSON nor a descriptor with mistakes', () => {
    for (const text of [
      '',
      '{}',
      '{"enum": 1}',
      "{'description': 'x', 'interface-types': ['uefi']}",
      '# a comment\n{"description": "x"}',
      '##\n# x\n##\n',
      "x { 'enum': 'A' }",
      "[{ 'enum': 'A' }]",
      `{ "a": "{ 'enum': 'b' }" }`,
    ])
      assert.equal(looksLikeQapi(text), false, text);
    for (const file of readdirSync('samples/qemu/firmware'))
      assert.equal(
        looksLikeQapi(readFileSync(path.join('samples/qemu/firmware', file), 'utf8')),
        false,
        file,
      );
  });

  it('is never JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => !looksLikeQapi(text)));
  });

  it('is looked for in time proportional to the length', () => {
    const text = `${' \t\r'.repeat(300_000)}${'#\n'.repeat(300_000)}`;
    const start = process.cpuUsage().user;
    assert.equal(looksLikeQapi(text), false);
    assert.ok(process.cpuUsage().user - start < 2_000_000);
  });
});

describe('a text that starts as JSON', () => {
  it('has its first text in double quotes', () => {
    for (const text of [
      '{ "name": 1 }',
      '\ufeff[\n["a"]]',
      '// Note\n\n{ "a": "{" }',
      '[{ "enumeration": 1 }]',
    ])
      assert.equal(looksLikeJson(text), true, text);
  });

  it('is not a schema, not even one with the wrong quotes', () => {
    for (const text of [
      '',
      '{ }',
      '[ ]',
      '# c\n{ "a": 1 }',
      "{ 'a': 1 }",
      '{ "enum": "A" }',
      "[ 'a' ]",
      '"a"',
    ])
      assert.equal(looksLikeJson(text), false, text);
    for (const file of readdirSync('server/schema').filter((name) => name.endsWith('.qapi')))
      assert.equal(looksLikeJson(readFileSync(path.join('server/schema', file), 'utf8')), false, file);
  });

  it('is looked for in time proportional to the length', () => {
    const start = process.cpuUsage().user;
    for (const text of ['{ '.repeat(500_000), '//\n '.repeat(200_000), ' \n'.repeat(500_000)])
      assert.equal(looksLikeJson(text), false);
    assert.ok(process.cpuUsage().user - start < 2_000_000);
  });
});
