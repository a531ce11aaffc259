import { toPlainText, type Markdown } from '../../../server/src/text/markdown';
import { listDangers } from '../support/rendered';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listEntries } from '../../../server/src/qapi/lookup';
import { dumpSchema } from '../../../server/src/qapi/dump';
import { docToMarkdown } from '../../../server/src/qapi/markdown';
import type { Definition, Member, Schema, SourceRange } from '../../../server/src/qapi/schema';
import { limitToVersion } from '../../../server/src/qapi/version';
import { garden, schemaOf } from './samples';

/** Texts made of what means something to a reader of schemas. */
const schemaLike = fc
  .array(
    fc.constantFrom(
      ...[
        "'",
        '#',
        '##',
        '{',
        '}',
        '[',
        ']',
        ':',
        ',',
        ' ',
        '\n',
        '\r',
        '# ',
        '@a:',
        'Since: 1.0',
        'Features:',
        '\\',
        '"',
      ],
      ...[
        "'struct'",
        "'enum'",
        "'union'",
        "'data'",
        "'include'",
        "'root.json'",
        "'if'",
        "'type'",
        "'*a'",
        'true',
        '    ',
        '-> ',
        '- ',
        '::',
        '.. note::',
        '`',
        '*',
        '<http://a>',
        '\u0000',
        '😀',
      ],
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

/** A good schema with a stretch of it replaced. */
const mutated = fc
  .tuple(fc.nat(garden.length), fc.nat(40), fc.oneof(fc.constant(''), schemaLike, fc.string()))
  .map(([at, length, put]) => garden.slice(0, at) + put + garden.slice(at + length));

function rangesOf(definition: Definition): SourceRange[] {
  const entries = listEntries(definition);
  return [
    definition.range,
    definition.nameRange,
    ...entries.flatMap((entry) => [
      entry.range,
      ...('type' in entry ? [(entry as Member).type.range] : []),
      ...entry.features.map(({ range }) => range),
    ]),
    ...(definition.doc ? [definition.doc.range, ...definition.doc.sections.map(({ range }) => range)] : []),
  ];
}

function assertInside(schema: Schema, text: string): void {
  const ranges = [
    ...schema.problems.map(({ range }) => range),
    ...schema.includes.map(({ range }) => range),
    ...schema.freeform.map(({ range }) => range),
    ...[...schema.definitions.values()].flatMap(rangesOf),
  ];
  for (const { start, end } of ranges) {
    assert.ok(start >= 0 && start <= end && end <= text.length, `${start}..${end} of ${text.length}`);
  }
}

describe('a hostile schema', () => {
  for (const [what, texts] of [
    ['any text', fc.string({ unit: 'binary', maxLength: 200 })],
    ['schema-like text', schemaLike],
    ['a damaged schema', mutated],
  ] as const) {
    it(`${what} is read without failing, with all ranges inside`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          const schema = schemaOf(text);
          assertInside(schema, text);
          dumpSchema(schema, { rootDir: '' });
          limitToVersion(schema, '1.1');
        }),
        { numRuns: 500 },
      );
    });
  }

  it('does not hide the definitions behind it', () => {
    const after = "##\n# @After:\n#\n# @here: Still.\n##\n{ 'enum': 'After', 'data': [ 'here' ] }\n";
    fc.assert(
      fc.property(fc.oneof(schemaLike, mutated), (before) => {
        // The braces end a comment block that the text may have left open: its end would be the ## that follows.
        const definition = schemaOf(`${before}\n{ }\n${after}`).definitions.get('After');
        assert.ok(definition?.kind === 'enum');
        assert.deepEqual(
          definition.values.map(({ name, doc }) => [name, doc]),
          [['here', 'Still.']],
        );
      }),
      { numRuns: 500 },
    );
  });

  it('of many broken definitions is read to its end', () => {
    const broken = "{ 'struct': 'A', 'data':\n".repeat(5_000);
    assert.ok(schemaOf(`${broken}{ 'enum': 'After', 'data': [] }`).definitions.has('After'));
  });

  it('of deep nesting is read', () => {
    for (const text of ['{', "{'a':", '[', "{ 'if': { 'not': ", "{ 'enum': 'A', 'if': " + "{ 'not': "]) {
      assert.notDeepEqual(schemaOf(text.repeat(20_000)).problems, []);
    }
  });
});

describe('hostile documentation', () => {
  const isOurs = (address: string): boolean => /^(?:https?|x):/.test(address);

  it('becomes Markdown without images, HTML or links of its own', () => {
    fc.assert(
      fc.property(fc.oneof(schemaLike, fc.string({ unit: 'binary' })), (text) => {
        const blocks = docToMarkdown(text, { link: (name) => (name === 'a' ? `x:${text}` : undefined) });
        for (const block of blocks) assert.deepEqual(listDangers(block, isOurs), []);
      }),
      { numRuns: 500 },
    );
  });

  it('shows ordinary words as they are', () => {
    const words = fc.array(fc.stringMatching(/^[a-z*_[\]<>|\\`"(),.-]{1,8}$/), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, (list) => {
        const text = `a ${list.join(' ')}`;
        fc.pre(!/``|`[^`]*`|\*|\\|::$|<http/.test(text));
        const markdown = docToMarkdown(text, { link: () => undefined }).join('\n\n');
        assert.equal(toPlainText(markdown as Markdown), text.trim());
      }),
    );
  });
});
