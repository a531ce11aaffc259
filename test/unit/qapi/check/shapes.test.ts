import { expectMistakes, expectValid } from './checking';

describe('the check of names reports', () => {
  expectMistakes([
    ['a name that is true', 'name/not-a-string', "{ 'command': «true» }"],
    ['a value that is a list', 'name/not-a-string', "{ 'enum': 'Bed', 'data': [ «[ 'a' ]» ] }"],
    ['a feature that is true', 'name/not-a-string', "{ 'command': 'sow', 'features': [ «true» ] }"],
    [
      'a discriminator that is a list',
      'name/not-a-string',
      "{ 'union': 'Plant', 'base': {}, 'discriminator': «[ 'kind' ]», 'data': {} }",
    ],
    ['a name with a blank', 'name/invalid', "{ 'command': «'sow seed'» }"],
    ['an empty name', 'name/invalid', "{ 'command': «''» }"],
    ['a member that is only a star', 'name/invalid', "{ 'command': 'sow', 'data': { «'*'»: 'str' } }"],
    [
      'a star on a branch of an alternate',
      'name/invalid',
      "{ 'alternate': 'Ref', 'data': { «'*id'»: 'str' } }",
    ],
    ['a name that starts with a digit', 'name/invalid', "{ 'command': «'2sow'» }"],
    ['a command that starts with q_', 'name/invalid', "{ 'command': «'q_sow'» }"],
    ['a member that starts with q-', 'name/invalid', "{ 'struct': 'Bed', 'data': { «'*q-a'»: 'str' } }"],
    ['an event in lower case', 'name/event-case', "{ 'event': «'sown'» }"],
    ['an event with a hyphen', 'name/event-case', "{ 'event': «'SEED-SOWN'» }"],
    ['a command in upper case', 'name/lower-case', "{ 'command': «'Sow'» }"],
    ['a command with an underscore', 'name/lower-case', "{ 'command': «'sow_seed'» }"],
    ['a member in upper case', 'name/lower-case', "{ 'command': 'sow', 'data': { «'Seed'»: 'str' } }"],
    ['a value with an underscore', 'name/lower-case', "{ 'enum': 'Bed', 'data': [ «'low_bed'» ] }"],
    ['a feature in upper case', 'name/lower-case', "{ 'command': 'sow', 'features': [ «'Slow'» ] }"],
    ['a type in lower case', 'name/camel-case', "{ 'struct': «'bed'», 'data': {} }"],
    ['a type in capitals', 'name/camel-case', "{ 'enum': «'BED'», 'data': [] }"],
    ['a type with an underscore', 'name/camel-case', "{ 'struct': «'Flower_Bed'», 'data': {} }"],
    ['a type that ends in List', 'name/ends-in-list', "{ 'struct': «'SeedList'», 'data': {} }"],
    ['the member u', 'name/reserved-member', "{ 'struct': 'Bed', 'data': { «'u'»: 'str' } }"],
    [
      'a member that starts with has-',
      'name/reserved-member',
      "{ 'command': 'sow', 'data': { «'*has-seed'»: 'str' } }",
    ],
  ]);
});

describe('the check of names accepts', () => {
  expectValid([
    [
      'vendor prefixes and x-',
      "{ 'command': '__org.example-1_x-sow' } { 'event': '__ORG.example_SOWN' } { 'struct': '__org_Bed', 'data': {} }",
    ],
    ['values that start with a digit', "{ 'enum': 'Bed', 'data': [ '2', '4x' ] }"],
    [
      'names that the pragmas allow',
      "{ 'pragma': { 'command-name-exceptions': [ 'sow_seed' ], 'member-name-exceptions': [ 'Bed', 'Box' ] } } { 'command': 'sow_seed' } { 'enum': 'Bed', 'data': [ 'A_b' ] } { 'struct': 'Box', 'data': { 'A_b': 'str' } }",
    ],
    [
      'types whose names differ in the case',
      "{ 'struct': 'BedBox', 'data': {} } { 'struct': 'Bedbox', 'data': {} }",
    ],
    [
      'words of C',
      "{ 'enum': 'Bed', 'data': [ 'int', 'default' ] } { 'command': 'sow', 'data': { 'for': 'str' } }",
    ],
  ]);
});

describe('the check of the form of definitions reports', () => {
  expectMistakes([
    ['no known key', 'shape/not-one-meta-key', "{ «'data'»: {} }"],
    ['two kinds in one', 'shape/not-one-meta-key', "{ 'command': 'sow', «'struct'»: 'Sow', 'data': {} }"],
    ['an empty object', 'shape/not-one-meta-key', '«{}»'],
    ['a struct without data', 'shape/missing-key', "{ «'struct'»: 'Bed' }"],
    [
      'a union without a discriminator',
      'shape/missing-key',
      "{ «'union'»: 'Plant', 'base': {}, 'data': {} }",
    ],
    ['a member without a type', 'shape/missing-key', "{ 'struct': 'Bed', 'data': { 'a': «{ 'if': 'A' }» } }"],
    ['a value without a name', 'shape/missing-key', "{ 'enum': 'Bed', 'data': [ «{ 'if': 'A' }» ] }"],
    ['a feature without a name', 'shape/missing-key', "{ 'command': 'sow', 'features': [ «{}» ] }"],
    ['an unknown key of a command', 'shape/unknown-key', "{ 'command': 'sow', «'speed'»: 'str' }"],
    [
      'an unknown key of a member',
      'shape/unknown-key',
      "{ 'command': 'sow', 'data': { 'a': { 'type': 'str', «'default'»: 'x' } } }",
    ],
    [
      'features of a branch of a union',
      'shape/unknown-key',
      "{ 'union': 'Plant', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'a': { 'type': 'Leaf', «'features'»: [] } } }",
    ],
    [
      'features of a feature',
      'shape/unknown-key',
      "{ 'command': 'sow', 'features': [ { 'name': 'a', «'features'»: [] } ] }",
    ],
    ['a flag of commands on an event', 'shape/unknown-key', "{ 'event': 'SOWN', «'gen'»: false }"],
    ['a base of an enum', 'shape/unknown-key', "{ 'enum': 'Bed', 'data': [], «'base'»: 'Box' }"],
    ['gen that is true', 'shape/flag-only-false', "{ 'command': 'sow', 'gen': «true» }"],
    [
      'success-response with text',
      'shape/flag-only-false',
      "{ 'command': 'sow', 'success-response': «'false'» }",
    ],
    ['boxed that is false', 'shape/flag-only-true', "{ 'event': 'SOWN', 'boxed': «false» }"],
    ['allow-oob that is false', 'shape/flag-only-true', "{ 'command': 'sow', 'allow-oob': «false» }"],
    ['coroutine with text', 'shape/flag-only-true', "{ 'command': 'sow', 'coroutine': «'yes'» }"],
    [
      'two flags that exclude each other',
      'shape/oob-and-coroutine',
      "{ 'command': 'sow', 'allow-oob': true, «'coroutine'»: true }",
    ],
    ['a boxed command without data', 'shape/boxed-without-data', "{ 'command': 'sow', «'boxed'»: true }"],
    ['a boxed event without data', 'shape/boxed-without-data', "{ 'event': 'SOWN', «'boxed'»: true }"],
    [
      'members of a boxed command',
      'shape/want-type-name',
      "{ 'command': 'sow', 'boxed': true, 'data': «{ 'a': 'str' }» }",
    ],
    [
      'a base of a struct with members',
      'shape/want-type-name',
      "{ 'struct': 'Bed', 'base': «{ 'a': 'str' }», 'data': {} }",
    ],
    [
      'a list as a branch of a union',
      'shape/want-type-name',
      "{ 'union': 'Plant', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'a': «[ 'Leaf' ]» } }",
    ],
    [
      'members inside a member',
      'shape/want-type-or-array',
      "{ 'command': 'sow', 'data': { 'a': { 'type': «{ 'b': 'str' }» } } }",
    ],
    ['true as a type', 'shape/want-type-or-array', "{ 'command': 'sow', 'data': { 'a': «true» } }"],
    [
      'members as what a command returns',
      'shape/want-type-or-array',
      "{ 'command': 'sow', 'returns': «{ 'a': 'str' }» }",
    ],
    ['an empty list as a type', 'shape/bad-array-type', "{ 'struct': 'Bed', 'data': { 'a': «[]» } }"],
    ['a list of lists', 'shape/bad-array-type', "{ 'struct': 'Bed', 'data': { 'a': «[ [ 'str' ] ]» } }"],
    ['a list of two types', 'shape/bad-array-type', "{ 'command': 'sow', 'returns': «[ 'str', 'int' ]» }"],
    [
      'a list as the data of a command',
      'shape/want-object-or-type',
      "{ 'command': 'sow', 'data': «[ 'Bed' ]» }",
    ],
    ['a type as the data of a struct', 'shape/want-object-or-type', "{ 'struct': 'Bed', 'data': «'Box'» }"],
    [
      'a list as the base of a union',
      'shape/want-object-or-type',
      "{ 'union': 'Plant', 'base': «[ 'Box' ]», 'discriminator': 'kind', 'data': {} }",
    ],
    ['features that are a string', 'shape/features-not-array', "{ 'command': 'sow', 'features': «'slow'» }"],
    [
      'features that are an object',
      'shape/features-not-array',
      "{ 'struct': 'Bed', 'data': { 'a': { 'type': 'str', 'features': «{ 'name': 'a' }» } } }",
    ],
    ['an enum with an object', 'shape/enum-data-not-array', "{ 'enum': 'Bed', 'data': «{ 'a': 'str' }» }"],
    [
      'a prefix that is a list',
      'shape/prefix-not-string',
      "{ 'enum': 'Bed', 'prefix': «[ 'A' ]», 'data': [] }",
    ],
    [
      'a union with a list',
      'shape/union-data-not-object',
      "{ 'union': 'Plant', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': «[ 'a' ]» }",
    ],
    ['an alternate without branches', 'shape/alternate-empty', "{ 'alternate': 'Ref', 'data': «{}» }"],
    [
      'an alternate with a list',
      'shape/alternate-data-not-object',
      "{ 'alternate': 'Ref', 'data': «[ 'str', 'int' ]» }",
    ],
    [
      'an alternate with a type',
      'shape/alternate-data-not-object',
      "{ 'alternate': 'Ref', 'data': «'str'» }",
    ],
  ]);
});

describe('the check of conditions reports', () => {
  const of = (condition: string): string => `{ 'command': 'sow', 'if': ${condition} }`;
  expectMistakes([
    ['an empty one', 'cond/not-an-identifier', of("«''»")],
    ['one in lower case', 'cond/not-an-identifier', of("«'rain'»")],
    ['an expression of C', 'cond/not-an-identifier', of("«'defined(RAIN)'»")],
    ['a blank after the symbol', 'cond/not-an-identifier', of("«'RAIN '»")],
    ['a list', 'cond/not-string-or-object', of("«[ 'RAIN' ]»")],
    ['true', 'cond/not-string-or-object', of('«true»')],
    ['an empty object', 'cond/not-one-key', of('«{}»')],
    ['two operators', 'cond/not-one-key', of("{ 'any': [ 'RAIN' ], «'all'»: [ 'SUN' ] }")],
    ['an unknown operator', 'shape/unknown-key', of("{ «'none'»: [ 'RAIN' ] }")],
    ['all of a string', 'cond/not-an-array', of("{ 'all': «'RAIN'» }")],
    ['any of an object', 'cond/not-an-array', of("{ 'any': «{ 'not': 'RAIN' }» }")],
    ['all of nothing', 'cond/empty', of("{ 'all': «[]» }")],
    ['any of nothing, deep inside', 'cond/empty', of("{ 'not': { 'all': [ 'SUN', { 'any': «[]» } ] } }")],
    ['not of a list', 'cond/not-string-or-object', of("{ 'not': «[ 'RAIN' ]» }")],
    [
      'one of a value',
      'cond/not-an-identifier',
      "{ 'enum': 'Bed', 'data': [ { 'name': 'a', 'if': «'a b'» } ] }",
    ],
    [
      'one of a feature',
      'cond/not-an-identifier',
      "{ 'command': 'sow', 'features': [ { 'name': 'a', 'if': «'_A'» } ] }",
    ],
    [
      'one of a branch',
      'cond/empty',
      "{ 'alternate': 'Ref', 'data': { 'a': { 'type': 'str', 'if': { 'any': «[]» } } } }",
    ],
  ]);
});
