import assert from 'node:assert/strict';
import { applyEdits } from '../../../../server/src/text/textEdit';
import { check, checkFiles } from './checking';

/** Schemas whose findings all have a fix. */
const fixable: readonly (readonly [name: string, text: string, ...fixed: readonly string[]])[] = [
  ['a command in upper case', "{ 'command': 'Sow' }", "{ 'command': 'sow' }"],
  [
    'a command with its comment',
    "##\n# @sow_seed:\n#\n# Sows.\n##\n{ 'command': 'sow_seed' }",
    "##\n# @sow-seed:\n#\n# Sows.\n##\n{ 'command': 'sow-seed' }",
  ],
  [
    'an event with a vendor prefix',
    "{ 'event': '__org.example_x-so-wn' }",
    "{ 'event': '__org.example_x-SO_WN' }",
  ],
  [
    'an argument with its description',
    "##\n# @sow:\n#\n# @a_b: A.\n##\n{ 'command': 'sow', 'data': { '*a_b': 'str' } }",
    "##\n# @sow:\n#\n# @a-b: A.\n##\n{ 'command': 'sow', 'data': { '*a-b': 'str' } }",
  ],
  ['a value with its description', "##\n# @Bed:\n#\n# @A: A.\n##\n{ 'enum': 'Bed', 'data': [ 'A' ] }"],
  [
    'a feature with its description',
    "##\n# @sow:\n#\n# Features:\n#\n# @A: A.\n##\n{ 'command': 'sow', 'features': [ 'A' ] }",
  ],
  ['a key that is misspelt', "{ 'command': 'sow', 'retruns': 'Bed' } { 'struct': 'Bed', 'data': {} }"],
  ['a required key that is misspelt', "{ 'struct': 'Bed', 'dta': {} }"],
  ['a type that is misspelt', "{ 'command': 'sow', 'data': 'Flwoer' } { 'struct': 'Flower', 'data': {} }"],
  ['a pragma that is misspelt', "{ 'pragma': { 'doc-requried': false } }"],
  [
    'a branch that is misspelt',
    "{ 'enum': 'Kind', 'data': [ 'tree', 'herb' ] } { 'struct': 'Leaf', 'data': {} } { 'union': 'Plant', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'tere': 'Leaf' } }",
  ],
  [
    'a discriminator that is misspelt',
    "{ 'enum': 'Kind', 'data': [ 'tree' ] } { 'union': 'Plant', 'base': { 'kind': 'Kind' }, 'discriminator': 'knid', 'data': {} }",
  ],
  ['a comment with another name', "##\n# @reap:\n#\n# Sows.\n##\n{ 'command': 'sow' }"],
  ['one space between sentences', '##\n# It rains. It pours.\n##\n'],
  ['a flag after another key', "{ 'command': 'sow', 'gen': true }", "{ 'command': 'sow' }"],
  ['a flag before another key', "{ 'gen': true, 'command': 'sow' }", "{ 'command': 'sow' }"],
  [
    'a flag after a comment',
    "{ 'command': 'sow', # deep\n  'gen': true,\n  'allow-oob': true }",
    "{ 'command': 'sow', # deep\n  'allow-oob': true }",
  ],
  [
    'a flag between comments',
    "{ 'command': 'sow', # deep\n  'gen': true, # why\n  'allow-oob': true }",
    "{ 'command': 'sow', # deep\n   # why\n  'allow-oob': true }",
  ],
  [
    'the last flag after a comment',
    "{ 'command': 'sow', # deep\n  'gen': true }",
    "{ 'command': 'sow' # deep\n   }",
  ],
];

describe('the fixes of the check of schemas', () => {
  for (const [name, text, fixed] of fixable) {
    it(`repair ${name}, and add nothing`, () => {
      const found = check(text);
      assert.equal(found.length, 1, JSON.stringify(found));
      const fixes = found[0]?.fixes ?? [];
      assert.ok(fixes.length > 0);
      for (const { edits } of fixes) {
        const changed = applyEdits(text, edits);
        if (fixed !== undefined) assert.equal(changed, fixed);
        assert.deepEqual(check(changed), [], changed);
      }
    });
  }

  const unfixable: readonly (readonly [name: string, text: string])[] = [
    ['repeat a name', "{ 'command': 'sow', 'data': { 'a-b': 'str', 'A-b': 'str' } }"],
    [
      'rename a value with a branch',
      "{ 'enum': 'Kind', 'data': [ 'A' ] } { 'struct': 'Leaf', 'data': {} } { 'union': 'Plant', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'A': 'Leaf' } }",
    ],
    [
      'rename a discriminator',
      "{ 'enum': 'Kind', 'data': [ 'a' ] } { 'union': 'Plant', 'base': { 'Kind': 'Kind' }, 'discriminator': 'Kind', 'data': {} }",
    ],
    ['make a line too long', `##\n# It rains. It pours ${'x'.repeat(49)}\n##\n`],
    ['remove a comment inside a flag', "{ 'command': 'sow', 'gen': # why\n  true }"],
  ];
  for (const [name, text] of unfixable) {
    it(`do not ${name}`, () => {
      const found = check(text);
      assert.equal(found.length, 1, JSON.stringify(found));
      assert.deepEqual(found[0]?.fixes ?? [], []);
    });
  }

  it('rename a member in an included file', () => {
    const text = "{ 'struct': 'Bed', 'data': { 'a_b': 'str' } }";
    const found = checkFiles({ 'a.json': "{ 'include': 'b.json' }", 'b.json': text }).get('b.json') ?? [];
    assert.deepEqual(
      found.flatMap(({ fixes = [] }) => fixes.map(({ edits }) => applyEdits(text, edits))),
      ["{ 'struct': 'Bed', 'data': { 'a-b': 'str' } }"],
    );
  });
});
