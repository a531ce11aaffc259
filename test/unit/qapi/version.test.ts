import assert from 'node:assert/strict';
import { findVersion, findSince } from '../../../server/src/qapi/since';
import { limitToVersion, compareVersions } from '../../../server/src/qapi/version';
import { definitionOf, garden, schemaOf } from './samples';

describe('release numbers', () => {
  const ordered = ['0.14', '2.9', '2.10', '7.0', '7.0.1', '7.2', '10.0', '10.0.13', '10.2.2'];

  it('are ordered by number', () => {
    for (const [at, older] of ordered.entries()) {
      for (const newer of ordered.slice(at + 1)) {
        assert.ok(compareVersions(older, newer) < 0, `${older} < ${newer}`);
        assert.ok(compareVersions(newer, older) > 0, `${newer} > ${older}`);
      }
    }
  });

  it('are equal without their last zeros', () => {
    assert.equal(compareVersions('7.0', '7.0.0'), 0);
    assert.equal(compareVersions('7', '7.0'), 0);
    assert.equal(compareVersions('7.0', '7.0'), 0);
  });

  const sinces: readonly (readonly [text: string, since: string | undefined])[] = [
    ['Nice.  (since 7.1)', '7.1'],
    ['Nice.  (Since: 7.1)', '7.1'],
    ['Nice.  Since: 7.0.0', '7.0.0'],
    ['Since 2.7', '2.7'],
    ['Nice (default: on, since\n    4.0).', '4.0'],
    ['Ever since', undefined],
    ['Nice.', undefined],
  ];
  for (const [text, since] of sinces) {
    it(`${since ? `finds ${since}` : 'finds none'} in ${JSON.stringify(text)}`, () => {
      assert.equal(findSince(text), since);
    });
  }

  it('are found in the text of a Since section', () => {
    assert.equal(findVersion('2.10 (on Linux)'), '2.10');
    assert.equal(findVersion('long ago'), undefined);
  });
});

describe('the schema of a release', () => {
  const schema = schemaOf(garden);

  it('lacks the definitions, members, values and branches of later ones', () => {
    const old = limitToVersion(schema, '1.2');
    assert.deepEqual([...old.definitions.keys()], ['PlantKind', 'Named', 'Tree', 'Plant', 'PlantRef']);
    assert.deepEqual(
      definitionOf(old, 'struct', 'Tree').members.map(({ name }) => name),
      ['rings'],
    );
    assert.deepEqual(
      definitionOf(old, 'enum', 'PlantKind').values.map(({ name }) => name),
      ['tree', 'moss'],
    );
    assert.deepEqual(
      definitionOf(old, 'union', 'Plant').branches.map(({ name }) => name),
      ['tree'],
    );
  });

  it('has all that came with it', () => {
    assert.deepEqual(limitToVersion(schema, '2.1').definitions, schema.definitions);
    assert.deepEqual(limitToVersion(schema, '2.1.0').definitions, schema.definitions);
    assert.equal(limitToVersion(schema, '2.0').definitions.has('Herb'), false);
  });

  it('leaves arguments and alternatives of later releases out', () => {
    const mixed = schemaOf(`##
# @A:
# @one: First.
# @two: Second.  (since 3.0)
##
{ 'alternate': 'A', 'data': { 'one': 'str', 'two': 'int' } }
##
# @c:
# @one: First.
# @two: Second.  (since 3.0)
##
{ 'command': 'c', 'data': { 'one': 'str', 'two': 'int' } }
`);
    const old = limitToVersion(mixed, '2.9');
    assert.deepEqual(
      definitionOf(old, 'alternate', 'A').alternatives.map(({ name }) => name),
      ['one'],
    );
    assert.deepEqual(
      definitionOf(old, 'command', 'c').members?.map(({ name }) => name),
      ['one'],
    );
  });

  it('keeps the branches of a union whose discriminator is not a known enum', () => {
    const odd = schemaOf(
      "{ 'union': 'U', 'base': { 'k': 'Gone' }, 'discriminator': 'k', 'data': { 'a': 'A' } }",
    );
    assert.equal(definitionOf(limitToVersion(odd, '1.0'), 'union', 'U').branches.length, 1);
  });
});
