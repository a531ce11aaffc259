import { check, expectMistakes, expectValid } from './checking';
import assert from 'node:assert/strict';

const kinds =
  "{ 'enum': 'Kind', 'data': [ 'tree', 'herb' ] }\n{ 'struct': 'Leaf', 'data': { 'size': 'int' } }\n";
const union = (parts: string): string => `${kinds}{ 'union': 'Plant', ${parts} }\n`;
const tagged = "'base': { 'kind': 'Kind' }, 'discriminator': 'kind'";

describe('the check of types reports', () => {
  expectMistakes([
    ['an unknown type of a member', 'type/unknown', "{ 'struct': 'Bed', 'data': { 'a': «'Boat'» } }"],
    ['an unknown type of a list', 'type/unknown', "{ 'struct': 'Bed', 'data': { 'a': «[ 'Boat' ]» } }"],
    ['an unknown type of arguments', 'type/unknown', "{ 'command': 'sow', 'data': «'Boat'» }"],
    ['an unknown type that a command returns', 'type/unknown', "{ 'command': 'sow', 'returns': «'Boat'» }"],
    ['an unknown type of an event', 'type/unknown', "{ 'event': 'SOWN', 'data': «'Boat'», 'boxed': true }"],
    ['an unknown base', 'type/unknown', "{ 'struct': 'Bed', 'base': «'Boat'», 'data': {} }"],
    ['an unknown type of a branch', 'type/unknown', union(`${tagged}, 'data': { 'tree': «'Boat'» }`)],
    [
      'an unknown type of a discriminator',
      'type/unknown',
      "{ 'union': 'Plant', 'base': { 'kind': «'Boat'» }, 'discriminator': 'kind', 'data': {} }",
    ],
    ['an unknown type in an alternate', 'type/unknown', "{ 'alternate': 'Ref', 'data': { 'a': «'Boat'» } }"],
    [
      'an event in the place of a type',
      'type/unknown',
      "{ 'event': 'SOWN' } { 'struct': 'Bed', 'data': { 'a': «'SOWN'» } }",
    ],
    ['a type twice', 'type/redefined', "{ 'struct': 'Bed', 'data': {} } { 'enum': «'Bed'», 'data': [] }"],
    ['a command twice', 'type/redefined', "{ 'command': 'sow' } { 'command': «'sow'» }"],
    ['an event twice', 'type/redefined', "{ 'event': 'SOWN' } { 'event': «'SOWN'» }"],
    ['the name of a built-in type', 'type/redefines-builtin', "{ 'struct': «'QType'», 'data': {} }"],
    ['a command with the name of a built-in type', 'type/redefines-builtin', "{ 'command': «'size'» }"],
    [
      'deprecated on a type',
      'type/special-feature-on-type',
      "{ 'struct': 'Bed', 'data': {}, 'features': [ «'deprecated'» ] }",
    ],
    [
      'unstable on an enum',
      'type/special-feature-on-type',
      "{ 'enum': 'Bed', 'data': [], 'features': [ { 'name': «'unstable'», 'if': 'A' } ] }",
    ],
    [
      'a struct that is its own base',
      'type/contains-itself',
      "{ 'struct': 'Bed', 'base': «'Bed'», 'data': { 'a': 'str' } }",
    ],
    [
      'two structs that are the base of each other',
      'type/contains-itself',
      "{ 'struct': 'Bed', 'base': «'Box'», 'data': { 'a': 'str' } }\n{ 'struct': 'Box', 'base': 'Bed', 'data': { 'b': 'str' } }",
    ],
    [
      'a union that is its own branch',
      'type/contains-itself',
      `${kinds}{ 'union': «'Plant'», 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'tree': 'Plant' } }\n`,
    ],
    ['an enum as a base', 'type/bad-base', `${kinds}{ 'struct': 'Bed', 'base': «'Kind'», 'data': {} }`],
    ['a built-in type as a base', 'type/bad-base', "{ 'struct': 'Bed', 'base': «'str'», 'data': {} }"],
    [
      'a union as a base',
      'type/bad-base',
      `${union(`${tagged}, 'data': {}`)}{ 'struct': 'Bed', 'base': «'Plant'», 'data': {} }`,
    ],
    [
      'an alternate as a base',
      'type/bad-base',
      "{ 'alternate': 'Ref', 'data': { 'a': 'str' } } { 'struct': 'Bed', 'base': «'Ref'», 'data': {} }",
    ],
    ['any in an alternate', 'type/alternate-any', "{ 'alternate': 'Ref', 'data': { 'a': «'any'» } }"],
    [
      'an alternate in an alternate',
      'type/alternate-any',
      "{ 'alternate': 'Ref', 'data': { 'a': 'str' } } { 'alternate': 'Link', 'data': { 'a': «'Ref'» } }",
    ],
    [
      'two numbers in an alternate',
      'type/alternate-ambiguous',
      "{ 'alternate': 'Ref', 'data': { 'a': 'int', 'b': «'number'» } }",
    ],
    [
      'a text and a number in an alternate',
      'type/alternate-ambiguous',
      "{ 'alternate': 'Ref', 'data': { 'a': 'size', 'b': «'str'» } }",
    ],
    [
      'a text and a boolean in an alternate',
      'type/alternate-ambiguous',
      "{ 'alternate': 'Ref', 'data': { 'a': 'str', 'b': «'bool'» } }",
    ],
    [
      'two objects in an alternate',
      'type/alternate-ambiguous',
      "{ 'struct': 'Bed', 'data': {} } { 'struct': 'Box', 'data': {} } { 'alternate': 'Ref', 'data': { 'a': 'Bed', 'b': «'Box'» } }",
    ],
    [
      'two lists in an alternate',
      'type/alternate-ambiguous',
      "{ 'alternate': 'Ref', 'data': { 'a': [ 'int' ], 'b': «[ 'str' ]» } }",
    ],
    [
      'an enum with on and a boolean',
      'type/alternate-ambiguous',
      "{ 'enum': 'Tap', 'data': [ 'auto', 'on' ] } { 'alternate': 'Ref', 'data': { 'a': 'Tap', 'b': «'bool'» } }",
    ],
    [
      'an enum with digits and a number',
      'type/alternate-ambiguous',
      "{ 'enum': 'Tap', 'data': [ '1', 'auto' ] } { 'alternate': 'Ref', 'data': { 'a': 'Tap', 'b': «'int'» } }",
    ],
    [
      'an enum and a text',
      'type/alternate-ambiguous',
      `${kinds}{ 'alternate': 'Ref', 'data': { 'a': 'Kind', 'b': «'str'» } }`,
    ],
    [
      'a discriminator that is not a member',
      'type/discriminator-missing',
      union("'base': { 'kind': 'Kind' }, 'discriminator': «'sort'», 'data': { 'tree': 'Leaf' }"),
    ],
    [
      'a discriminator with a star',
      'type/discriminator-missing',
      union("'base': { 'kind': 'Kind' }, 'discriminator': «'*kind'», 'data': { 'tree': 'Leaf' }"),
    ],
    [
      'a discriminator that is a text',
      'type/discriminator-not-enum',
      union("'base': { 'kind': 'str' }, 'discriminator': «'kind'», 'data': { 'tree': 'Leaf' }"),
    ],
    [
      'a discriminator that is a list',
      'type/discriminator-not-enum',
      union("'base': { 'kind': [ 'Kind' ] }, 'discriminator': «'kind'», 'data': { 'tree': 'Leaf' }"),
    ],
    [
      'an optional discriminator',
      'type/discriminator-optional',
      union("'base': { '*kind': 'Kind' }, 'discriminator': «'kind'», 'data': { 'tree': 'Leaf' }"),
    ],
    [
      'a conditional discriminator',
      'type/discriminator-conditional',
      union(
        "'base': { 'kind': { 'type': 'Kind', 'if': 'A' } }, 'discriminator': «'kind'», 'data': { 'tree': 'Leaf' }",
      ),
    ],
    [
      'a union of nothing',
      'type/union-empty',
      "{ 'enum': 'None', 'data': [] } { 'union': «'Plant'», 'base': { 'kind': 'None' }, 'discriminator': 'kind', 'data': {} }",
    ],
    [
      'a branch that is not a value',
      'type/branch-not-in-enum',
      union(`${tagged}, 'data': { «'moss'»: 'Leaf' }`),
    ],
    [
      'a branch of a built-in type',
      'type/branch-not-object',
      union(`${tagged}, 'data': { 'tree': «'int'» }`),
    ],
    ['a branch of an enum', 'type/branch-not-object', union(`${tagged}, 'data': { 'tree': «'Kind'» }`)],
    ['a member twice', 'type/name-clash', "{ 'struct': 'Bed', 'data': { 'a': 'str', «'*a'»: 'str' } }"],
    [
      'a member of the base again',
      'type/name-clash',
      "{ 'struct': 'Bed', 'data': { 'a': 'str' } } { 'struct': 'Box', 'base': 'Bed', 'data': { «'a'»: 'str' } }",
    ],
    [
      'a member of the base of the base again',
      'type/name-clash',
      "{ 'struct': 'Bed', 'data': { 'a': 'str' } } { 'struct': 'Box', 'base': 'Bed', 'data': {} } { 'struct': 'Big', 'base': 'Box', 'data': { «'a'»: 'str' } }",
    ],
    ['a value twice', 'type/name-clash', "{ 'enum': 'Bed', 'data': [ 'a', «'a'» ] }"],
    ['a feature twice', 'type/name-clash', "{ 'command': 'sow', 'features': [ 'a', «'a'» ] }"],
    [
      'two values that are one in C',
      'type/name-clash',
      "{ 'pragma': { 'member-name-exceptions': [ 'Bed' ] } } { 'enum': 'Bed', 'data': [ 'a-b', «'a_b'» ] }",
    ],
    [
      'a member of a branch that is common',
      'type/name-clash',
      union(
        "'base': { 'kind': 'Kind', 'size': 'int' }, 'discriminator': 'kind', 'data': { «'tree'»: 'Leaf' }",
      ),
    ],
    ['an enum as arguments', 'type/command-data', `${kinds}{ 'command': 'sow', 'data': «'Kind'» }`],
    ['any as arguments', 'type/command-data', "{ 'command': 'sow', 'data': «'any'» }"],
    [
      'a union as arguments',
      'type/command-data-union',
      `${union(`${tagged}, 'data': {}`)}{ 'command': 'sow', 'data': «'Plant'» }`,
    ],
    [
      'a conditional argument',
      'type/command-data-conditional',
      "{ 'command': 'sow', 'data': { «'a'»: { 'type': 'str', 'if': 'A' } } }",
    ],
    [
      'a conditional argument in a struct',
      'type/command-data-conditional',
      "{ 'struct': 'Bed', 'data': { 'a': { 'type': 'str', 'if': 'A' } } } { 'command': 'sow', 'data': «'Bed'» }",
    ],
    ['a command that returns a number', 'type/command-returns', "{ 'command': 'sow', 'returns': «'int'» }"],
    [
      'a command that returns a list of texts',
      'type/command-returns',
      "{ 'command': 'sow', 'returns': «[ 'str' ]» }",
    ],
    [
      'a command that returns an enum',
      'type/command-returns',
      `${kinds}{ 'command': 'sow', 'returns': «'Kind'» }`,
    ],
    ['an enum as the data of an event', 'type/event-data', `${kinds}{ 'event': 'SOWN', 'data': «'Kind'» }`],
    [
      'an alternate as the boxed data of an event',
      'type/event-data',
      "{ 'alternate': 'Ref', 'data': { 'a': 'str' } } { 'event': 'SOWN', 'boxed': true, 'data': «'Ref'» }",
    ],
    [
      'a union as the data of an event',
      'type/event-data-union',
      `${union(`${tagged}, 'data': {}`)}{ 'event': 'SOWN', 'data': «'Plant'» }`,
    ],
    [
      'conditional data of an event',
      'type/event-data-conditional',
      "{ 'event': 'SOWN', 'data': { «'a'»: { 'type': 'str', 'if': 'A' } } }",
    ],
    [
      'more than 64 features',
      'type/too-many-features',
      `{ 'command': 'sow', 'features': [ ${Array.from({ length: 62 }, (_, at) => `'f${at}'`).join(', ')}, «'g'» ] }`,
    ],
  ]);

  it('only the loop for three structs that are the base of each other', () => {
    const found = check(
      "{ 'struct': 'Aa', 'base': 'Bb', 'data': { 'a': 'str' } } { 'struct': 'Bb', 'base': 'Cc', 'data': { 'b': 'str' } } { 'struct': 'Cc', 'base': 'Aa', 'data': { 'c': 'str' } }",
    );
    assert.deepEqual(
      found.map(({ code }) => code),
      ['type/contains-itself'],
    );
  });

  it('two branches of an alternate in the same case as one name, with the underscore', () => {
    const found = check("{ 'alternate': 'Ref', 'data': { 'a-b': 'str', 'a_b': [ 'int' ] } }");
    assert.deepEqual(new Set(found.map(({ code }) => code)), new Set(['name/lower-case', 'type/name-clash']));
  });
});

describe('the check of types accepts', () => {
  expectValid([
    [
      'all built-in types, and lists of them',
      "{ 'struct': 'Bed', 'data': { 'a': 'str', 'b': 'number', 'c': 'int8', 'd': 'uint64', 'e': 'size', 'f': 'bool', 'g': 'any', 'h': 'null', 'i': 'QType', 'j': [ 'any' ], 'k': 'intList' } }",
    ],
    [
      'a struct that contains itself as a member',
      "{ 'struct': 'Bed', 'data': { '*a': 'Bed', 'b': [ 'Bed' ] } }",
    ],
    ['a union with missing branches', union(`${tagged}, 'data': { 'tree': 'Leaf' }`)],
    ['a union without branches', union(`${tagged}, 'data': {}`)],
    [
      'a union in a union',
      `${union(`${tagged}, 'data': {}`)}{ 'union': 'Garden', 'base': { 'place': 'Kind' }, 'discriminator': 'place', 'data': { 'tree': 'Plant' } }`,
    ],
    [
      'a discriminator of a base of the base',
      `${kinds}{ 'struct': 'Bed', 'data': { 'kind': 'Kind' } } { 'struct': 'Box', 'base': 'Bed', 'data': {} } { 'union': 'Plant', 'base': 'Box', 'discriminator': 'kind', 'data': { 'herb': 'Leaf' } }`,
    ],
    [
      'a union as boxed arguments',
      `${union(`${tagged}, 'data': {}`)}{ 'command': 'sow', 'boxed': true, 'data': 'Plant' } { 'event': 'SOWN', 'boxed': true, 'data': 'Plant' }`,
    ],
    [
      'conditional members of boxed arguments',
      "{ 'struct': 'Bed', 'data': { 'a': { 'type': 'str', 'if': 'A' } } } { 'command': 'sow', 'boxed': true, 'data': 'Bed' }",
    ],
    [
      'what the pragma lets a command return',
      "{ 'pragma': { 'command-returns-exceptions': [ 'sow' ] } } { 'command': 'sow', 'returns': [ 'int' ] }",
    ],
    [
      'an alternate of all kinds that differ',
      "{ 'struct': 'Bed', 'data': {} } { 'enum': 'Tap', 'data': [ 'auto' ] } { 'alternate': 'Ref', 'data': { 'a': 'Tap', 'b': 'int', 'c': 'bool', 'd': 'null', 'e': 'Bed', 'f': [ 'Ref' ] } }",
    ],
    [
      'special features where they may be',
      "{ 'enum': 'Bed', 'data': [ { 'name': 'a', 'features': [ 'deprecated' ] } ] } { 'command': 'sow', 'data': { 'a': { 'type': 'str', 'features': [ 'unstable' ] } }, 'features': [ 'deprecated' ] } { 'event': 'SOWN', 'features': [ 'unstable' ] }",
    ],
    [
      'branches with the same member',
      `${kinds}{ 'struct': 'Twig', 'data': { 'size': 'str' } } { 'union': 'Plant', ${tagged}, 'data': { 'tree': 'Leaf', 'herb': 'Twig' } }`,
    ],
    [
      '64 features',
      `{ 'command': 'sow', 'features': [ ${Array.from({ length: 62 }, (_, at) => `'f${at}'`).join(', ')} ] }`,
    ],
  ]);
});
