import assert from 'node:assert/strict';
import type { SchemaChange } from '../../../server/src/qapi/diff/changes';
import { compareSchemas } from '../../../server/src/qapi/diff/compareSchemas';
import { garden, schemaOf } from './samples';

function compare(old: string, found: string): readonly SchemaChange[] {
  return compareSchemas(schemaOf(old), schemaOf(found)).changes;
}

/** What changes in a definition, as short texts such as `changed member size: type int → str`. */
function describeChanges(old: string, found: string): string[] {
  return compare(old, found).map(({ change, part, aspects }) => {
    const shown = Object.entries(aspects).map(
      ([name, values]) => `${name} ${show(values.old)} → ${show(values.new)}`,
    );
    const name = part ? ` ${part.kind} ${part.name}${part.of === undefined ? '' : ` of ${part.of}`}` : '';
    return `${change}${name}${shown.length > 0 ? `: ${shown.join(', ')}` : ''}`;
  });
}

function show(value: unknown): string {
  return value === undefined ? '–' : JSON.stringify(value);
}

describe('the comparison of two schemas', () => {
  it('finds nothing in a schema and itself, in another order and in other files', () => {
    assert.deepEqual(compareSchemas(schemaOf(garden), schemaOf(garden)), { changes: [], documentation: 0 });
    const bed = `{ 'struct': 'Bed', 'data': { 'a': 'int', 'b': 'str' } }`;
    const turned = `{ 'struct': 'Bed', 'data': { 'b': 'str', 'a': 'int' } }`;
    assert.deepEqual(compare(`${bed} { 'command': 'dig' }`, `{ 'command': 'dig' } ${turned}`), []);
  });

  it('names added and removed definitions, in the order of the schemas', () => {
    const changes = compare(
      `{ 'enum': 'A', 'data': [] } { 'command': 'b' }`,
      `{ 'event': 'D' } { 'command': 'b' }`,
    );
    assert.deepEqual(
      changes.map(({ change, kind, definition }) => [change, kind, definition]),
      [
        ['removed', 'enum', 'A'],
        ['added', 'event', 'D'],
      ],
    );
  });

  it('compares members by type, optionality and condition', () => {
    assert.deepEqual(
      describeChanges(
        `{ 'struct': 'Bed', 'data': { 'a': 'int', 'b': 'str', 'c': 'int' } }`,
        `{ 'struct': 'Bed', 'data': { 'a': ['int'], '*b': 'str', 'c': { 'type': 'int', 'if': 'CONFIG_C' }, '*d': 'str' } }`,
      ),
      [
        'changed member a: type "int" → "[int]"',
        'changed member b: optional false → true',
        'changed member c: if – → "CONFIG_C"',
        'added member d: type – → "str", optional – → true',
      ],
    );
  });

  it('compares values, branches and alternatives', () => {
    assert.deepEqual(describeChanges(`{ 'enum': 'E', 'data': ['a'] }`, `{ 'enum': 'E', 'data': ['b'] }`), [
      'removed value a',
      'added value b',
    ]);
    const union = (branches: string): string =>
      `{ 'union': 'U', 'base': { 'k': 'E' }, 'discriminator': 'k', 'data': { ${branches} } }`;
    assert.deepEqual(describeChanges(union(`'a': 'A'`), union(`'a': 'B', 'b': 'B'`)), [
      'changed branch a: type "A" → "B"',
      'added branch b: type – → "B"',
    ]);
    assert.deepEqual(
      describeChanges(
        `{ 'alternate': 'R', 'data': { 'id': 'str' } }`,
        `{ 'alternate': 'R', 'data': { 'id': 'int' } }`,
      ),
      ['changed alternative id: type "str" → "int"'],
    );
  });

  it('names deprecations, also of members', () => {
    assert.deepEqual(
      describeChanges(
        `{ 'command': 'dig', 'features': ['wet'], 'data': { 'a': 'int' } }`,
        `{ 'command': 'dig', 'features': ['deprecated'], 'data': { 'a': { 'type': 'int', 'features': ['deprecated', 'new'] } } }`,
      ),
      [
        'removed feature wet',
        'deprecated feature deprecated',
        'deprecated feature deprecated of a',
        'added feature new of a',
      ],
    );
  });

  it('compares commands by their types and flags', () => {
    assert.deepEqual(
      describeChanges(
        `{ 'command': 'dig', 'data': 'Bed', 'returns': 'Hole' }`,
        `{ 'command': 'dig', 'data': 'Bed', 'boxed': true, 'returns': ['Hole'] }`,
      ),
      ['changed: returns "Hole" → "[Hole]", boxed – → true'],
    );
  });

  it('compares releases, and only counts other documentation', () => {
    const bed = (text: string, since: string): string =>
      `##\n# @Bed:\n#\n# ${text}\n#\n# Since: ${since}\n##\n{ 'struct': 'Bed', 'data': {} }\n`;
    const { changes, documentation } = compareSchemas(
      schemaOf(bed('Of plants.', '1.0')),
      schemaOf(bed('Of herbs.', '1.1')),
    );
    assert.deepEqual(changes[0]?.aspects, { since: { old: '1.0', new: '1.1' } });
    assert.deepEqual([changes.length, documentation], [1, 1]);
  });

  it('compares a definition that is of another kind now', () => {
    assert.deepEqual(
      describeChanges(`{ 'enum': 'A', 'data': ['x'] }`, `{ 'struct': 'A', 'data': { 'x': 'int' } }`),
      [
        'changed: kind "enum" → "struct"',
        'removed value x',
        'added member x: type – → "int", optional – → false',
      ],
    );
  });

  it('compares hostile names like others', () => {
    assert.deepEqual(
      describeChanges(
        `{ 'struct': '__proto__', 'data': {} }`,
        `{ 'struct': '__proto__', 'data': { '__proto__': 'int' } }`,
      ),
      ['added member __proto__: type – → "int", optional – → false'],
    );
  });
});
