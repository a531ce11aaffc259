import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { looksLikeQapi } from '../../../server/src/qapi/recognise';

describe('a text in QAPI', () => {
  it('is known by its first expression', () => {
    for (const text of [
      "{ 'enum': 'A', 'data': [] }",
      "\ufeff# c\r\n\n  # d\n{ 'include': 'x.json' }",
      "##\n# = Title\n##\n\n{'pragma': { } }",
      "{\n  'struct': 'A', 'data': {} }",
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
    ])
      assert.equal(looksLikeQapi(text), false, text);
    for (const file of readdirSync('samples/qemu/firmware'))
      assert.equal(
        looksLikeQapi(readFileSync(path.join('samples/qemu/firmware', file), 'utf8')),
        false,
        file,
      );
  });

  it('is looked for in time proportional to the length', () => {
    const text = `${' \t\r'.repeat(300_000)}${'#\n'.repeat(300_000)}`;
    const start = process.cpuUsage().user;
    assert.equal(looksLikeQapi(text), false);
    assert.ok(process.cpuUsage().user - start < 2_000_000);
  });
});
