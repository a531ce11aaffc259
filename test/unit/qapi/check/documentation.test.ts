import assert from 'node:assert/strict';
import { check, expectMistakes, expectValid, type Mistake } from './checking';

/** A definition with a comment of those lines. */
function documented(lines: readonly string[], definition: string): string {
  return ['##', ...lines.map((line) => (line === '' ? '#' : `# ${line}`)), '##', definition, ''].join('\n');
}

const sow = "{ 'command': 'sow', 'data': { 'seed': 'str' } }";
const weed = "{ 'command': 'weed', 'features': [ 'slow' ] }";

const mistakes: readonly Mistake[] = [
  ['text after the ## that opens', 'doc/junk-at-start', '«## @sow:»\n# @seed: A seed.\n##\n' + sow],
  [
    'a third # in the line that opens',
    'doc/junk-at-start',
    '«###»\n# @sow:\n#\n# @seed: A seed.\n##\n' + sow,
  ],
  ['text after the ## that closes', 'doc/junk-at-end', '##\n# @sow:\n#\n# @seed: A seed.\n«## end»\n' + sow],
  ['a blank after the ## that closes', 'doc/junk-at-end', '##\n# @sow:\n#\n# @seed: A seed.\n«## »\n' + sow],
  [
    'a line without a space after #',
    'doc/no-space-after-hash',
    '##\n# @sow:\n#\n«#Sows.»\n#\n# @seed: A seed.\n##\n' + sow,
  ],
  [
    'a comment that a definition ends',
    'doc/unterminated',
    "##\n# @sow:\n#\n# @seed: A seed.\n«{» 'command': 'sow', 'data': { 'seed': 'str' } }",
  ],
  ['a comment that the file ends', 'doc/unterminated', '##\n# @sow:\n#\n# Sows.«»\n'],
  ['a name without a colon', 'doc/symbol-colon', documented(['«@sow»', '', '@seed: A seed.'], sow)],
  ['text after the name', 'doc/symbol-colon', documented(['«@sow: Sows.»', '', '@seed: A seed.'], sow)],
  ['no name at all', 'doc/symbol-empty', documented(['«@:»', '', '@seed: A seed.'], sow)],
  [
    'the name of another definition',
    'doc/other-symbol',
    documented(['@reap:', '', '@seed: A seed.'], sow.replace("'sow'", "«'sow'»")),
  ],
  [
    'a second list of features',
    'doc/features-twice',
    documented(
      ['@weed:', '', 'Features:', '', '@slow: It is.', '', '«Features:»', '', '@slow2: It is.'],
      weed.replace("'slow'", "'slow', 'slow2'"),
    ),
  ],
  [
    'features without a description',
    'doc/features-empty',
    documented(['@sow:', '', '@seed: A seed.', '', 'Features:', '', '«None yet.»'], sow),
  ],
  [
    'features without a description before the end',
    'doc/features-empty',
    '##\n# @sow:\n#\n# @seed: A seed.\n#\n# Features:\n«##»\n' + sow,
  ],
  [
    'a member after the features',
    'doc/member-after-section',
    documented(
      ['@weed:', '', 'Features:', '', '@slow: It is.', '', 'More.', '', '«@bed:» Where.'],
      "{ 'command': 'weed', 'data': { 'bed': 'str' }, 'features': [ 'slow' ] }",
    ),
  ],
  [
    'a member after a section',
    'doc/member-after-section',
    documented(['@sow:', '', 'Since: 1.0', '', '«@seed:» A seed.'], sow),
  ],
  ['an old note', 'doc/old-note', documented(['@sow:', '', '@seed: A seed.', '', '«Note:» Beware.'], sow)],
  [
    'an old example',
    'doc/old-example',
    documented(['@sow:', '', '@seed: A seed.', '', '«Example:»', '', '-> sow'], sow),
  ],
  ['a member in a free-form comment', 'doc/member-in-freeform', '##\n# Garden\n#\n# «@bed:» A bed.\n##\n'],
  ['a member without text', 'doc/empty-section', documented(['@sow:', '', '«@seed:»'], sow)],
  [
    'a feature without text',
    'doc/empty-section',
    documented(['@weed:', '', 'Features:', '', '«@slow:»'], weed),
  ],
  [
    'a section without text',
    'doc/empty-section',
    documented(['@sow:', '', '@seed: A seed.', '', '«Since:»'], sow),
  ],
  [
    'a section twice',
    'doc/since-twice',
    documented(['@sow:', '', '@seed: A seed.', '', 'Since: 1.0', '', '«Since:» 1.1'], sow),
  ],
  [
    'errors twice',
    'doc/errors-twice',
    documented(
      ['@sow:', '', '@seed: A seed.', '', 'Errors:', '    - Rain', '', '«Errors:»', '    - Snow'],
      sow,
    ),
  ],
  [
    'returns twice',
    'doc/returns-twice',
    documented(
      ['@dig:', '', 'Returns: A hole.', '', '«Returns:» A hole.'],
      "{ 'command': 'dig', 'returns': [ 'Hole' ] }\n{ 'struct': 'Hole', 'data': {} }",
    ),
  ],
  [
    'a description without a name',
    'doc/empty-name',
    documented(['@sow:', '', '@seed: A seed.', '«@:» Nothing.'], sow),
  ],
  [
    'a member twice',
    'doc/member-twice',
    documented(['@sow:', '', '@seed: A seed.', '', '«@seed:» A seed.'], sow),
  ],
  [
    'a feature twice',
    'doc/member-twice',
    documented(['@weed:', '', 'Features:', '', '@slow: It is.', '', '«@slow:» It is.'], weed),
  ],
  [
    'a line that goes back',
    'doc/dedent',
    documented(['@sow:', '', '@seed: A seed.', '    It is', '«  small.»'], sow),
  ],
  [
    'a member that is not described',
    'doc/member-undocumented',
    documented(['@sow:', '', 'Sows.'], sow.replace("'seed'", "«'seed'»")),
  ],
  [
    'a value that is not described',
    'doc/member-undocumented',
    documented(['@Bed:', '', '@high: A high one.'], "{ 'enum': 'Bed', 'data': [ 'high', «'low'» ] }"),
  ],
  [
    'a member among the features',
    'doc/member-undocumented',
    documented(
      ['@sow:', '', 'Features:', '', '@slow: It is.', '', '@seed: A seed.'],
      "{ 'command': 'sow', 'data': { «'seed'»: 'str' }, 'features': [ 'slow' ] }",
    ),
  ],
  [
    'a feature that is not described',
    'doc/feature-undocumented',
    documented(['@weed:', '', 'Weeds.'], weed.replace("'slow'", "«'slow'»")),
  ],
  [
    'a feature of a member that is not described',
    'doc/feature-undocumented',
    documented(
      ['@sow:', '', '@seed: A seed.'],
      "{ 'command': 'sow', 'data': { 'seed': { 'type': 'str', 'features': [ «'unstable'» ] } } }",
    ),
  ],
  [
    'what a command without a return value returns',
    'doc/returns-without-returns',
    documented(['@sow:', '', '@seed: A seed.', '', '«Returns:» Corn.'], sow),
  ],
  [
    'what an event returns',
    'doc/returns-not-command',
    documented(['@SOWN:', '', '«Returns:» Corn.'], "{ 'event': 'SOWN' }"),
  ],
  [
    'errors of a struct',
    'doc/errors-not-command',
    documented(['@Shed:', '', '«Errors:» Rain.'], "{ 'struct': 'Shed', 'data': {} }"),
  ],
  [
    'a member that does not exist',
    'doc/unknown-member',
    documented(['@sow:', '', '@seed: A seed.', '', '«@bed:» A bed.'], sow),
  ],
  [
    'a member of the base',
    'doc/unknown-member',
    documented(
      ['@Shed:', '', '«@seed:» A seed.'],
      "{ 'struct': 'Shed', 'base': 'Bag', 'data': {} }\n{ 'struct': 'Bag', 'data': { 'seed': 'str' } }",
    ),
  ],
  [
    'a member of a boxed argument',
    'doc/unknown-member',
    documented(
      ['@sow:', '', '«@seed:» A seed.'],
      "{ 'command': 'sow', 'boxed': true, 'data': 'Bag' }\n{ 'struct': 'Bag', 'data': { 'seed': 'str' } }",
    ),
  ],
  [
    'a feature that does not exist',
    'doc/unknown-member',
    documented(['@sow:', '', '@seed: A seed.', '', 'Features:', '', '«@fast:» No.'], sow),
  ],
  [
    'a free-form comment before a definition',
    'doc/freeform-before-definition',
    "«##»\n# Sows.\n##\n{ 'command': 'sow' }",
  ],
  [
    'an empty comment before a definition',
    'doc/freeform-before-definition',
    "«##»\n##\n{ 'command': 'sow' }",
  ],
  [
    'a definition comment before an include',
    'doc/orphan',
    "##\n# «@sow:»\n##\n{ 'pragma': { 'doc-required': false } }\n{ 'command': 'sow' }",
  ],
  [
    'a definition comment before another one',
    'doc/orphan',
    "##\n# «@sow:»\n##\n##\n# @sow:\n##\n{ 'command': 'sow' }",
  ],
  ['a definition comment at the end', 'doc/orphan', "{ 'command': 'sow' }\n##\n# «@sow:»\n##\n"],
  ['a line that is too long', 'style/line-too-long', `##\n# ${'x'.repeat(68)}«x»\n##\n`],
  ['one space between sentences', 'style/one-space-after-sentence', '##\n# It rains.« »It pours.\n##\n'],
];

describe('the check of documentation reports', () => {
  expectMistakes(mistakes);

  it('each member among the features once, with the place of its description', () => {
    const found = check(
      documented(
        ['@Bed:', '', 'Features:', '', '@wet: W.', '', '@a: A.'],
        "{ 'struct': 'Bed', 'data': { 'a': 'str' }, 'features': [ 'wet' ] }",
      ),
    );
    assert.deepEqual(
      found.map(({ code, related = [] }) => [code, related.length]),
      [['doc/member-undocumented', 1]],
    );
  });
});

describe('the check of documentation accepts', () => {
  expectValid([
    [
      'text that begins on the next line',
      documented(['@sow:', '', '@seed:', '    A seed.', '', '    Of corn.'], sow),
    ],
    [
      'sections that repeat only where they may',
      documented(
        ['@sow:', '', '@seed: A seed.', '', 'TODO: Water.', '', 'TODO: Weed.', '', 'Since: 1.0'],
        sow,
      ),
    ],
    [
      'a paragraph before the members',
      documented(['@sow:', '', 'Sows.', '', 'Deep.', '', '@seed: A seed.'], sow),
    ],
    [
      'a directive that looks like a section',
      documented(['@sow:', '', '@seed: A seed.', '', '.. note:: Beware.', '', 'Since:: 1'], sow),
    ],
    ['two free-form comments', '##\n# One\n##\n##\n# Two\n##\n'],
    [
      'a feature with the name of a member',
      documented(
        ['@weed:', '', '@slow: How.', '', 'Features:', '', '@slow: It is.'],
        "{ 'command': 'weed', 'data': { 'slow': 'str' }, 'features': [ 'slow' ] }",
      ),
    ],
    [
      'a member that an exception leaves out',
      "{ 'pragma': { 'documentation-exceptions': [ 'sow' ] } }\n" + documented(['@sow:', '', 'Sows.'], sow),
    ],
    [
      'branches of a union without a description',
      documented(
        ['@Plant:', '', '@kind: K.'],
        "{ 'union': 'Plant', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'a': 'Leaf' } }\n{ 'enum': 'Kind', 'data': [ 'a' ] }\n{ 'struct': 'Leaf', 'data': {} }",
      ),
    ],
    [
      'long lines in examples, and lone addresses',
      documented(
        [
          '@sow:',
          '',
          '@seed: A seed.',
          '',
          '.. qmp-example::',
          '',
          `    ${'x'.repeat(90)}. Y`,
          '',
          `https://example.org/${'x'.repeat(90)}`,
        ],
        sow,
      ),
    ],
    ['a line of 70 columns', `##\n# ${'x'.repeat(68)}\n##\n`],
    ['e.g. and numbers before a capital letter', '##\n# 1. Many, e.g. Corn\n##\n'],
  ]);
});
