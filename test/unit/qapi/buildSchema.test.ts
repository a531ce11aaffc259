import assert from 'node:assert/strict';
import { buildSchema, loadSchema } from '../../../server/src/qapi/buildSchema';
import { listFreeForm } from '../../../server/src/qapi/dump';
import type { Schema, SourceRange } from '../../../server/src/qapi/schema';
import { definitionOf, garden, schemaOf, schemaOfFiles } from './samples';

function textAt(schema: Schema, range: SourceRange): string | undefined {
  return schema.modules.get(range.file)?.text.slice(range.start, range.end);
}

function codes(schema: Schema): string[] {
  return schema.problems.map(({ code }) => code);
}

describe('a schema', () => {
  const schema = schemaOf(garden);

  it('has its definitions in the order of the source, and no problems', () => {
    assert.deepEqual(
      [...schema.definitions.keys()],
      ['PlantKind', 'Named', 'Tree', 'Herb', 'Plant', 'PlantRef', 'dig-up', 'BLOOM'],
    );
    assert.deepEqual(schema.problems, []);
    assert.deepEqual(schema.missing, []);
    assert.deepEqual(
      listFreeForm(schema).map(({ sections }) => sections[0]?.text),
      ['******\nGarden\n******'],
    );
  });

  it('has the values of an enum with documentation, release, condition and features', () => {
    const { values, prefix, since } = definitionOf(schema, 'enum', 'PlantKind');
    const shown = values.map(({ name, doc, since: first, condition, features }) => [
      name,
      doc,
      first,
      condition,
      features.map((each) => each.doc),
    ]);
    assert.deepEqual(shown, [
      ['tree', 'Taller than a gardener.', undefined, undefined, []],
      ['herb', 'Smells.  (since 2.1)', '2.1', 'CONFIG_KITCHEN', []],
      ['moss', 'Needs shade.', undefined, undefined, ['Moss comes and goes.']],
    ]);
    assert.deepEqual([prefix, since], ['PLANT', '1.0']);
  });

  it('has the members of a struct with type, optionality and source', () => {
    const { members, base, nameRange, range, doc } = definitionOf(schema, 'struct', 'Tree');
    assert.deepEqual(
      members.map(({ name, type, optional, since }) => [name, type.name, type.isArray, optional, since]),
      [
        ['rings', 'int', false, false, undefined],
        ['birds', 'str', true, true, '1.5'],
      ],
    );
    assert.deepEqual(
      members.flatMap((member) => [textAt(schema, member.range), textAt(schema, member.type.range)]),
      ["'rings'", "'int'", "'*birds'", "['str']"],
    );
    assert.equal(base?.name, 'Named');
    assert.equal(textAt(schema, nameRange), "'Tree'");
    assert.match(textAt(schema, range) ?? '', /^\{ 'struct': 'Tree'[^]*\['str'\] \} \}$/);
    assert.match(textAt(schema, doc?.range ?? range) ?? '', /^##\n# @Tree:[^]*# Since: 1\.0\n##$/);
  });

  it('has unions, alternates, commands and events', () => {
    const { baseMembers, discriminator, branches } = definitionOf(schema, 'union', 'Plant');
    assert.deepEqual(
      [baseMembers.map(({ name, doc }) => [name, doc]), discriminator],
      [[['kind', 'Chooses the branch.']], 'kind'],
    );
    assert.deepEqual(
      branches.map(({ name, type, condition }) => [name, type.name, condition]),
      [
        ['tree', 'Tree', undefined],
        ['herb', 'Herb', { all: ['CONFIG_KITCHEN', { not: 'CONFIG_FROST' }] }],
      ],
    );
    assert.deepEqual(
      definitionOf(schema, 'alternate', 'PlantRef').alternatives.map(({ name, type, doc }) => [
        name,
        type.isArray,
        doc,
      ]),
      [
        ['id', false, 'A label.'],
        ['plants', true, 'The plants themselves.'],
      ],
    );
    const command = definitionOf(schema, 'command', 'dig-up');
    assert.deepEqual(
      command.members?.map(({ name }) => name),
      ['plant', 'depth'],
    );
    assert.deepEqual(
      [command.data, command.returns?.isArray, command.flags],
      [undefined, true, { 'allow-preconfig': true, gen: false }],
    );
    const event = definitionOf(schema, 'event', 'BLOOM');
    assert.deepEqual([event.data?.name, event.members, event.flags], ['Tree', undefined, { boxed: true }]);
    assert.deepEqual(event.condition, { any: ['CONFIG_SPRING', 'CONFIG_SUMMER'] });
    assert.deepEqual(
      event.features.map(({ name, condition }) => [name, condition]),
      [['seasonal', 'CONFIG_SUMMER']],
    );
  });

  it('reads the conditions and unions of old releases', () => {
    const old = schemaOf("{ 'union': 'U', 'data': { 'a': 'A' }, 'if': [ 'defined(X)', 'defined(Y)' ] }");
    const { condition, discriminator, branches } = definitionOf(old, 'union', 'U');
    assert.deepEqual(
      [condition, discriminator, branches.length],
      [{ all: ['defined(X)', 'defined(Y)'] }, '', 1],
    );
  });

  it('keeps what there is of a definition in the works', () => {
    const broken = schemaOf(
      "{ 'struct': 'A', 'data': { 'x': , 'y': { 'if': 'C' }, 'z': 'str'\n##\n# @B:\n##\n{ 'enum': 'B', 'data': [ 'v', 1, {} ] }",
    );
    const { members } = definitionOf(broken, 'struct', 'A');
    assert.deepEqual(
      members.map(({ name, type }) => `${name}: ${type.name}`),
      ['x: any', 'y: any', 'z: str'],
    );
    assert.deepEqual(
      definitionOf(broken, 'enum', 'B').values.map(({ name }) => name),
      ['v'],
    );
    assert.equal(definitionOf(broken, 'enum', 'B').doc?.symbol, 'B');
  });

  it('keeps the first of two definitions, and one whose comment names another', () => {
    const twice = schemaOf(
      "##\n# @Other:\n#\n# @a: The a.\n##\n{ 'enum': 'E', 'data': [ 'a' ] }\n{ 'enum': 'E', 'data': [ 'b' ] }",
    );
    const { values, doc } = definitionOf(twice, 'enum', 'E');
    assert.deepEqual(
      [values.map(({ name, doc: text }) => [name, text]), doc?.symbol],
      [[['a', 'The a.']], 'Other'],
    );
  });

  it('has the same definitions with all line ends', () => {
    for (const lineEnd of ['\r\n', '\r']) {
      const other = schemaOf(`\ufeff${garden.replaceAll('\n', lineEnd)}`);
      assert.deepEqual(other.problems, []);
      const texts = (each: Schema): unknown[] =>
        [...each.definitions.values()].map(({ name, since, doc }) => [
          name,
          since,
          doc?.sections.map(({ text }) => text),
        ]);
      assert.deepEqual(texts(other), texts(schema));
    }
  });
});

describe('includes of a schema', () => {
  const enumOf = (name: string): string => `{ 'enum': '${name}', 'data': [] }\n`;

  it('are read in place, relative to the including file, once', () => {
    const schema = schemaOfFiles({
      'a/root.json': `${enumOf('First')}{ 'include': '../b/one.json' }\n{ 'include': './two.json' }\n${enumOf('Last')}`,
      'b/one.json': `{ 'include': '../a/two.json' }\n${enumOf('One')}`,
      'a/two.json': enumOf('Two'),
    });
    assert.deepEqual([...schema.definitions.keys()], ['First', 'Two', 'One', 'Last']);
    assert.deepEqual([...schema.modules.keys()], ['a/root.json', 'b/one.json', 'a/two.json']);
    assert.deepEqual(
      schema.includes.map(({ file, includes, target }) => [file, includes, target]),
      [
        ['a/root.json', '../b/one.json', 'b/one.json'],
        ['b/one.json', '../a/two.json', 'a/two.json'],
        ['a/root.json', './two.json', 'a/two.json'],
      ],
    );
    assert.deepEqual(schema.problems, []);
  });

  it('may be URIs and absolute paths', () => {
    for (const root of ['file:///x/y/root.json', '/x/y/root.json']) {
      const target = root.replace('y/root', 'sub');
      assert.deepEqual(
        [
          ...schemaOfFiles({
            [root]: "{ 'include': '../sub.json' }",
            [target]: enumOf('E'),
          }).definitions.keys(),
        ],
        ['E'],
      );
    }
  });

  it('are looked for in qapi/ of the same tree where they are not beside', () => {
    const schema = schemaOfFiles({
      '/q/docs/interop/firmware.json': "{ 'include': 'machine.json' }",
      '/q/qapi/machine.json': `{ 'include': 'common.json' }\n${enumOf('Machine')}`,
      '/q/qapi/common.json': enumOf('Common'),
    });
    assert.deepEqual([...schema.definitions.keys()], ['Common', 'Machine']);
    assert.deepEqual([schema.problems, schema.missing], [[], []]);
  });

  it('that are missing are told of', () => {
    const schema = schemaOfFiles({ 'a/root.json': `{ 'include': 'no.json' }\n${enumOf('E')}` });
    assert.deepEqual(
      [codes(schema), schema.missing, [...schema.definitions.keys()]],
      [['include/unreadable'], ['a/no.json'], ['E']],
    );
    assert.equal(textAt(schema, schema.problems[0]?.range ?? { file: '', start: 0, end: 0 }), "'no.json'");
    assert.equal(schema.includes[0]?.target, undefined);
  });

  it('that loop are told of and not followed', () => {
    const schema = schemaOfFiles({
      'a.json': `{ 'include': 'b.json' }\n${enumOf('A')}`,
      'b.json': `{ 'include': 'a.json' }\n${enumOf('B')}`,
    });
    assert.deepEqual([codes(schema), [...schema.definitions.keys()]], [['include/loop'], ['B', 'A']]);
  });

  it('that never end are cut off', () => {
    const schema = buildSchema('a.json', () => "{ 'include': 'sub/a.json' }");
    assert.deepEqual(codes(schema), ['include/loop']);
    assert.ok(schema.modules.size <= 101);
  });

  it('have to be strings', () => {
    assert.deepEqual(codes(schemaOf("{ 'include': [ 'a' ] }")), ['include/not-a-string']);
  });

  it('of a missing root are none', () => {
    const schema = schemaOfFiles({}, 'gone.json');
    assert.deepEqual(
      [codes(schema), schema.missing, schema.definitions.size],
      [['file/unreadable'], ['gone.json'], 0],
    );
  });

  it('are the same when they are read asynchronously, each file once', async () => {
    const files: Readonly<Record<string, string>> = {
      'docs/interop/root.json': "{ 'include': 'one.json' }\n{ 'include': 'none.json' }",
      'qapi/one.json': `{ 'include': 'two.json' }\n${enumOf('One')}`,
      'qapi/two.json': enumOf('Two'),
    };
    const asked: string[] = [];
    const schema = await loadSchema('docs/interop/root.json', (path) => {
      asked.push(path);
      return Promise.resolve(files[path]);
    });
    assert.deepEqual(
      schema,
      buildSchema('docs/interop/root.json', (path) => files[path]),
    );
    assert.deepEqual(asked, [...new Set(asked)]);
  });
});
