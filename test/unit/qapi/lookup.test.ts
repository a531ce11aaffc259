import assert from 'node:assert/strict';
import {
  listEnumValues,
  listMembers,
  listBranchMembers,
  listObjectTypes,
} from '../../../server/src/qapi/lookup';
import type { DeclaredMember } from '../../../server/src/qapi/lookup';
import { definitionOf, garden, schemaOf } from './samples';

describe('looking things up in a schema', () => {
  const schema = schemaOf(garden);

  it('finds inherited members first', () => {
    assert.deepEqual(names(listMembers(schema, definitionOf(schema, 'struct', 'Tree'))), [
      'name',
      'rings',
      'birds',
    ]);
    assert.deepEqual(names(listMembers(schema, definitionOf(schema, 'union', 'Plant'))), ['kind']);
  });

  it('finds the members of a union whose base is a type', () => {
    const based = schemaOf(
      "{ 'struct': 'B', 'data': { 'k': 'E' } }\n{ 'union': 'U', 'base': 'B', 'discriminator': 'k', 'data': {} }",
    );
    assert.deepEqual(names(listMembers(based, definitionOf(based, 'union', 'U'))), ['k']);
  });

  it('ends where bases loop or are missing', () => {
    const looping = schemaOf(
      "{ 'struct': 'A', 'base': 'B', 'data': { 'a': 'int' } }\n{ 'struct': 'B', 'base': 'A', 'data': { 'b': 'int' } }\n{ 'struct': 'C', 'base': 'Gone', 'data': { 'c': 'int' } }",
    );
    assert.deepEqual(names(listMembers(looping, definitionOf(looping, 'struct', 'A'))), ['b', 'a']);
    assert.deepEqual(names(listMembers(looping, definitionOf(looping, 'struct', 'C'))), ['c']);
  });

  it('tells which definition a member comes from', () => {
    assert.deepEqual(
      listMembers(schema, definitionOf(schema, 'struct', 'Tree')).map(({ owner }) => owner),
      ['Named', 'Tree', 'Tree'],
    );
  });

  it('finds the members that a branch adds', () => {
    const added = definitionOf(schema, 'union', 'Plant').branches.map((branch) =>
      names(listBranchMembers(schema, branch)),
    );
    assert.deepEqual(added, [['name', 'rings', 'birds'], []]);
  });

  it('finds the objects that a type can contain, including itself', () => {
    const found = listObjectTypes(schema, 'Plant').map(({ name }) => name);
    assert.deepEqual(found.toSorted(), ['Herb', 'Named', 'Plant', 'Tree']);
    assert.deepEqual(listObjectTypes(schema, 'PlantKind'), []);
  });

  it('finds the values of an enum', () => {
    assert.deepEqual(
      listEnumValues(schema, 'PlantKind')?.map(({ name }) => name),
      ['tree', 'herb', 'moss'],
    );
    assert.equal(listEnumValues(schema, 'Tree'), undefined);
    assert.equal(listEnumValues(schema, 'Gone'), undefined);
  });
});

function names(members: readonly DeclaredMember[]): string[] {
  return members.map(({ member }) => member.name);
}
