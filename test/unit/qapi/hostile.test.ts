import { toPlainText, type Markdown } from '../../../server/src/text/markdown';
import { listDangers } from '../support/rendered';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DescriptorDocument } from '../../../server/src/descriptor/document';
import { makeSchemaContext } from '../../../server/src/descriptor/schemaContext';
import { loadSchema, TOO_LARGE } from '../../../server/src/qapi/buildSchema';
import { listFreeForm } from '../../../server/src/qapi/dump';
import { listEntries, listMembers } from '../../../server/src/qapi/lookup';
import { dumpSchema } from '../../../server/src/qapi/dump';
import { docToMarkdown } from '../../../server/src/qapi/markdown';
import type { Definition, Member, Schema, SourceRange } from '../../../server/src/qapi/schema';
import { limitToVersion } from '../../../server/src/qapi/version';
import { analyse } from '../../../server/src/rules/analyse';
import { loadUserSchema } from '../../../server/src/schema/userSchema';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import { garden, schemaOf } from './samples';

/** Texts of tokens that have a meaning for a reader of schemas. */
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
    ...listFreeForm(schema).map(({ range }) => range),
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

  it('does not hide the definitions after it', () => {
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

describe('hostile includes', () => {
  const load = async (
    textOf: (path: string) => string | undefined,
  ): Promise<{ reads: string[]; schema: Schema }> => {
    const reads: string[] = [];
    const schema = await loadSchema('r/f.json', (path) => {
      reads.push(path);
      return Promise.resolve(textOf(path));
    });
    return { reads, schema };
  };
  const codes = ({ problems }: Schema): string[] => problems.map(({ code }) => code);

  it('that meet again and again have each file read once', async () => {
    const { reads, schema } = await load((path) => {
      const at = Number(/(\d+)\.json$/.exec(path)?.[1] ?? 0);
      const next = `d${at + 1}.json`;
      return at < 30
        ? `{ 'include': '${next}' }\n{ 'include': './${next}' }\n{ 'struct': 'S${at}', 'data': {} }`
        : '';
    });
    // A file is looked for in two places.
    assert.equal(new Set(reads).size, reads.length);
    assert.ok(reads.length <= 2 * 31, `${reads.length} reads`);
    assert.deepEqual([schema.definitions.size, schema.includes.length], [30, 60]);
  });

  it('through links to their own folder end, with one sentence', async () => {
    const { reads, schema } = await load((path) =>
      path.endsWith('f.json') ? "{ 'include': 'a/f.json' }\n{ 'include': 'b/f.json' }" : undefined,
    );
    assert.ok(reads.length <= 502, `${reads.length} reads`);
    assert.equal(codes(schema).filter((code) => code === TOO_LARGE).length, 1);
  });

  it('of files without number or end are left out', async () => {
    const names = Array.from({ length: 5000 }, (_, at) => `{ 'include': 'x${at}.json' }`).join('\n');
    const many = await load((path) => (path === 'r/f.json' ? names : undefined));
    assert.ok(many.reads.length <= 502, `${many.reads.length} reads`);
    assert.equal(codes(many.schema).at(-1), TOO_LARGE);
    const large = await load((path) => (path === 'r/f.json' ? names : ' '.repeat(1024 * 1024)));
    assert.equal(large.schema.modules.size, 8);
    assert.deepEqual(codes(large.schema), [TOO_LARGE]);
  });

  it('that are too large for a schema of the user are named with the limit', async () => {
    const names = Array.from({ length: 5000 }, (_, at) => `{ 'include': 'x${at}.json' }`).join('\n');
    const found = await loadUserSchema('/f.json', makeMemoryWorkspace({ '/f.json': names }));
    assert.ok(typeof found === 'string');
    assert.match(found, /too large.*500 files/);
  });
});

describe('names that objects inherit', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const members = names.map((name) => `'${name}': '${name}'`).join(', ');
  const structs = names.map((name) => `{ 'struct': '${name}', 'data': { ${members} } }`).join('\n');
  const schema = schemaOf(`{ 'struct': 'Firmware', 'data': { ${members} } }\n${structs}`);
  const context = makeSchemaContext(schema, 'latest', 'user');

  it('are names of types and members', () => {
    const type = schema.definitions.get('Firmware');
    assert.ok(type?.kind === 'struct');
    assert.deepEqual(
      type.members.map(({ name }) => name),
      names,
    );
    const document = new DescriptorDocument(
      `{ ${names.map((name) => `"${name}": {}`).join(', ')} }`,
      context,
    );
    assert.ok(document.root?.kind === 'object');
    assert.deepEqual(
      document.root.members.map(({ allowed }) => allowed?.member.name),
      names,
    );
    assert.deepEqual(document.strays, []);
  });

  it('and types that contain themselves have values proposed, of bounded size', () => {
    const findings = analyse(new DescriptorDocument('{ "x": 1 }', context));
    assert.deepEqual(
      findings.filter(({ code }) => code === 'internal-error'),
      [],
    );
    const missing = findings.filter(({ code }) => code === 'missing-member');
    assert.ok(missing.length > 0);
    for (const { fixes = [] } of missing)
      for (const { edits } of fixes) for (const { newText } of edits) assert.ok(newText.length < 100_000);
  });
});

describe('hostile types', () => {
  it('with a long chain of bases, or a loop of them, have members', () => {
    const chain = Array.from(
      { length: 5000 },
      (_, at) => `{ 'struct': 'A${at}', 'base': 'A${at + 1}', 'data': { 'm${at}': 'str' } }`,
    );
    const schema = schemaOf(chain.join('\n'));
    const first = schema.definitions.get('A0');
    assert.ok(first?.kind === 'struct');
    assert.equal(listMembers(schema, first).length, 100);
    const loop = schemaOf(
      "{ 'struct': 'A', 'base': 'B', 'data': {} }\n{ 'struct': 'B', 'base': 'A', 'data': { 'x': 'str' } }",
    );
    const type = loop.definitions.get('A');
    assert.ok(type?.kind === 'struct');
    assert.deepEqual(
      listMembers(loop, type).map(({ member }) => member.name),
      ['x'],
    );
  });

  it('have no more problems told than anybody reads', () => {
    for (const text of ['a ', ', ', "'x' ", '{ ', "'\u0001' "])
      assert.ok(schemaOf(text.repeat(100_000)).problems.length <= 1000, text);
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
