import assert from 'node:assert/strict';
import { enumValues, membersOf, membersOfBranch, objectTypesFrom } from '../../../server/src/qapi/lookup';
import type { DeclaredMember } from '../../../server/src/qapi/lookup';
import { definitionOf, garden, schemaOf } from './samples';

describe('looking things up in a schema', () => {
  const schema = schemaOf(garden);

  it('finds inherited members first', () => {
    assert.deepEqual(names(membersOf(schema, definitionOf(schema, 'struct', 'Tree'))), [
      'name',
      'rings',
      'birds',
    ]);
    assert.deepEqual(names(membersOf(schema, definitionOf(schema, 'union', 'Plant'))), ['kind']);
  });

  it('finds the members of a union whose base is a type', () => {
    const based = schemaOf(
      "{ 'struct': 'B', 'data': { 'k': 'E' } }\n{ 'union': 'U', 'base': 'B', 'discriminator': 'k', 'data': {} }",
    );
    assert.deepEqual(names(membersOf(based, definitionOf(based, 'union', 'U'))), ['k']);
  });

  it('ends where bases loop or are missing', () => {
    const looping = schemaOf(
      "{ 'struct': 'A', 'base': 'B', 'data': { 'a': 'int' } }\n{ 'struct': 'B', 'base': 'A', 'data': { 'b': 'int' } }\n{ 'struct': 'C', 'base': 'Gone', 'data': { 'c': 'int' } }",
    );
    assert.deepEqual(names(membersOf(looping, definitionOf(looping, 'struct', 'A'))), ['b', 'a']);
    assert.deepEqual(names(membersOf(looping, definitionOf(looping, 'struct', 'C'))), ['c']);
  });

  it('tells which definition a member comes from', () => {
    assert.deepEqual(
      membersOf(schema, definitionOf(schema, 'struct', 'Tree')).map(({ owner }) => owner),
      ['Named', 'Tree', 'Tree'],
    );
  });

  it('finds the members that a branch adds', () => {
    const added = definitionOf(schema, 'union', 'Plant').branches.map((branch) =>
      names(membersOfBranch(schema, branch)),
    );
    assert.deepEqual(added, [['name', 'rings', 'birds'], []]);
  });

  it('finds the objects that a type can hold, itself included', () => {
    const found = objectTypesFrom(schema, 'Plant').map(({ name }) => name);
    assert.deepEqual(found.toSorted(), ['Herb', 'Named', 'Plant', 'Tree']);
    assert.deepEqual(objectTypesFrom(schema, 'PlantKind'), []);
  });

  it('finds the values of an enum', () => {
    assert.deepEqual(
      enumValues(schema, 'PlantKind')?.map(({ name }) => name),
      ['tree', 'herb', 'moss'],
    );
    assert.equal(enumValues(schema, 'Tree'), undefined);
    assert.equal(enumValues(schema, 'Gone'), undefined);
  });
});

function names(members: readonly DeclaredMember[]): string[] {
  return members.map(({ member }) => member.name);
}
