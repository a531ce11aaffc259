import assert from 'node:assert/strict';
import {
  JsonSchemaTooLarge,
  makeJsonSchema,
  type JsonSchemaOptions,
} from '../../../server/src/qapi/jsonSchema/makeJsonSchema';
import { docToPlainText } from '../../../server/src/qapi/jsonSchema/plainText';
import { DRAFTS, type JsonSchemaObject } from '../../../server/src/qapi/jsonSchema/types';
import { compileJsonSchema } from '../../support/jsonSchema';
import { garden, schemaOf } from './samples';

function make(text: string, type: string, options: Partial<JsonSchemaOptions> = {}): JsonSchemaObject {
  const made = makeJsonSchema(schemaOf(text), { type, draft: '2020-12', title: type, ...options });
  assert.ok(made);
  return made;
}

/** Checks that a type accepts and rejects values, in both drafts. */
function check(text: string, type: string, valid: readonly unknown[], invalid: readonly unknown[]): void {
  for (const draft of DRAFTS) {
    const validate = compileJsonSchema(make(text, type, { draft }), draft);
    for (const value of valid) assert.ok(validate(JSON.stringify(value)), JSON.stringify(value));
    for (const value of invalid) assert.ok(!validate(JSON.stringify(value)), JSON.stringify(value));
  }
}

const oak = { kind: 'tree', name: 'oak', rings: 3 };

describe('the JSON Schema of a type', () => {
  it('requires the members that are not optional, and allows no others', () => {
    check(
      garden,
      'Tree',
      [
        { name: 'oak', rings: 3 },
        { name: 'oak', rings: 3, birds: ['owl'] },
      ],
      [{ name: 'oak' }, { name: 'oak', rings: 3, leaves: 1 }, { name: 'oak', rings: 3.5 }, [], 'oak'],
    );
  });

  it('selects the members of a union by the discriminator', () => {
    check(
      garden,
      'Plant',
      [oak, { kind: 'herb' }, { kind: 'moss' }],
      [{}, { kind: 'tree' }, { ...oak, kind: 'herb' }, { kind: 'moss', name: 'm' }, { kind: 'fern' }],
    );
  });

  it('accepts each alternative of an alternate', () => {
    check(garden, 'PlantRef', ['oak', [oak], []], [oak, 1, null, [1]]);
  });

  it('lists the values of an enum with their descriptions', () => {
    const { enum: values, enumDescriptions } = make(garden, 'PlantKind');
    assert.deepEqual(values, ['tree', 'herb', 'moss']);
    assert.deepEqual(enumDescriptions, ['Taller than a gardener.', 'Smells. (since 2.1)', 'Needs shade.']);
  });

  it('has the documentation of types and members, next to $ref as the draft allows', () => {
    const member = (draft: JsonSchemaOptions['draft']): unknown =>
      (make(garden, 'Plant', { draft }).properties as Record<string, unknown>).kind;
    const description = 'Chooses the branch.';
    assert.deepEqual(member('2020-12'), { description, $ref: '#/$defs/PlantKind' });
    assert.deepEqual(member('07'), { description, allOf: [{ $ref: '#/definitions/PlantKind' }] });
    assert.equal(make(garden, 'Tree').description, 'Grows rings.');
  });

  it('names its draft, its title and, on request, its address', () => {
    const { $schema, $id, title } = make(garden, 'Tree', {
      draft: '07',
      id: 'https://example.org/tree.json',
    });
    assert.deepEqual(
      [$schema, $id, title],
      ['http://json-schema.org/draft-07/schema#', 'https://example.org/tree.json', 'Tree'],
    );
    assert.ok(!('$id' in make(garden, 'Tree')));
  });

  it('marks deprecated members', () => {
    const { properties } = make(
      `{ 'struct': 'Bed', 'data': { 'old': { 'type': 'int', 'features': ['deprecated'] } } }`,
      'Bed',
    );
    assert.deepEqual(properties, { old: { type: 'integer', deprecated: true } });
  });

  it('limits the built-in integers', () => {
    const bed = `{ 'struct': 'Bed', 'data': { '*a': 'uint8', '*b': 'int8', '*c': 'size', '*d': 'intList' } }`;
    check(bed, 'Bed', [{ a: 255, b: -128, c: 1e15, d: [1] }], [{ a: 256 }, { a: -1 }, { b: 128 }, { d: 1 }]);
  });

  it('allows types that contain themselves', () => {
    const loop = `{ 'struct': 'Node', 'data': { '*next': 'Node', '*others': ['Node'] } }`;
    check(loop, 'Node', [{ next: { others: [{}] } }], [{ next: { others: [{ last: 1 }] } }]);
  });

  it('accepts unions as branches of unions', () => {
    const nested = `
      { 'enum': 'A', 'data': ['one', 'two'] } { 'enum': 'B', 'data': ['x', 'y'] }
      { 'struct': 'X', 'data': { 'size': 'int' } }
      { 'union': 'Inner', 'base': { 'b': 'B' }, 'discriminator': 'b', 'data': { 'x': 'X' } }
      { 'union': 'Outer', 'base': { 'a': 'A' }, 'discriminator': 'a', 'data': { 'one': 'Inner' } }`;
    check(
      nested,
      'Outer',
      [{ a: 'two' }, { a: 'one', b: 'x', size: 1 }, { a: 'one', b: 'y' }],
      [{ a: 'one' }, { a: 'one', b: 'y', size: 1 }, { a: 'one', b: 'x' }, { a: 'two', b: 'y' }],
    );
  });

  it('accepts any value for a type that the schema does not define', () => {
    check(`{ 'struct': 'Bed', 'data': { 'soil': 'Soil' } }`, 'Bed', [{ soil: 1 }, { soil: {} }], [{}]);
  });

  it('adds the conditions for a type, also where it is a branch', () => {
    const conditions = new Map([['Tree', [{ not: { required: ['birds'] } }]]]);
    const validate = compileJsonSchema(make(garden, 'Plant', { conditions, draft: '07' }), '07');
    assert.ok(validate(JSON.stringify(oak)));
    assert.ok(!validate(JSON.stringify({ ...oak, birds: [] })));
  });

  it('does not exist for commands and unknown names', () => {
    for (const type of ['dig-up', 'BLOOM', 'Fern', '__proto__'])
      assert.equal(makeJsonSchema(schemaOf(garden), { type, draft: '07', title: type }), undefined);
  });

  it('keeps hostile names as they are', () => {
    const hostile = `{ 'struct': '__proto__', 'data': { '__proto__': 'int', 'a/b~c': '__proto__' } }
      { 'struct': 'Bed', 'data': { 'x': '__proto__' } }`;
    const text = JSON.stringify(make(hostile, 'Bed'));
    assert.match(text, /"\$ref":"#\/\$defs\/__proto__"/);
    assert.match(text, /"required":\["__proto__","a\/b~c"\]/);
  });

  it('stops at schemas that would become too large', () => {
    const values = Array.from({ length: 12 }, (_, at) => `'v${at}'`);
    const levels = Array.from({ length: 12 }, (_, at) => {
      const branches = values.map((value) => `${value}: 'U${at + 1}'`).join(', ');
      return `{ 'union': 'U${at}', 'base': { 'k${at}': 'E' }, 'discriminator': 'k${at}', 'data': { ${branches} } }`;
    });
    const wide = `{ 'enum': 'E', 'data': [${values.join(', ')}] } ${levels.join('\n')}`;
    assert.throws(() => make(wide, 'U0'), JsonSchemaTooLarge);
    const loop = `{ 'enum': 'E', 'data': ['a'] } { 'union': 'U', 'base': { 'k': 'E' }, 'discriminator': 'k', 'data': { 'a': 'V' } }
      { 'union': 'V', 'base': { 'l': 'E' }, 'discriminator': 'l', 'data': { 'a': 'U' } }`;
    assert.throws(() => make(loop, 'U'), JsonSchemaTooLarge);
  });
});

describe('documentation as plain text', () => {
  it('joins lines, keeps lists and drops examples', () => {
    const text = [
      'Uses @name and ``code``',
      'on two lines:',
      '',
      '- one',
      '  more',
      '',
      '- two',
      '',
      '.. note:: Take care.',
      '',
      '.. qmp-example::',
      '',
      '    { "a": 1 }',
      '',
      'End.  (since 2.1)',
    ].join('\n');
    assert.equal(
      docToPlainText(text),
      'Uses `name` and `code` on two lines:\n- one more\n- two\n\nTake care.\n\nEnd. (since 2.1)',
    );
  });

  it('drops literal blocks', () => {
    assert.equal(docToPlainText('Run:\n\n::\n\n    rm x\n\nDone.'), 'Run:\n\nDone.');
  });
});
