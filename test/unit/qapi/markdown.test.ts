import assert from 'node:assert/strict';
import { docToMarkdown } from '../../../server/src/qapi/markdown';

const known = new Set(['Tree', 'dig-up', 'Odd(name)']);

function shown(lines: readonly string[]): string[] {
  const link = (name: string): string | undefined => (known.has(name) ? `cmd:${name}` : undefined);
  return docToMarkdown(lines.join('\n'), { link }).join('\n\n').split('\n');
}

type Case = readonly [what: string, rst: readonly string[], markdown: readonly string[]];

function cases(title: string, table: readonly Case[]): void {
  describe(title, () => {
    for (const [what, rst, markdown] of table) {
      it(what, () => {
        assert.deepEqual(shown(rst), markdown);
      });
    }
  });
}

cases('inline markup as Markdown', [
  ['keeps globs literal', ['"pc-i440fx-*" and "pc-q35-*" types'], ['"pc-i440fx-\\*" and "pc-q35-\\*" types']],
  [
    'escapes what Markdown would take for markup',
    ['a*b<c> [d] e|f x86_64 g>h'],
    ['a\\*b&lt;c&gt; &#91;d&#93; e\\|f x86\\_64 g&gt;h'],
  ],
  ['escapes entities but no lone ampersand', ['a & b &lt; c'], ['a & b \\&lt; c']],
  ['escapes a lone backtick', ['a ` b'], ['a &#96; b']],
  ['links @name to a definition', ['a @Tree.'], ['a [`Tree`](cmd:Tree).']],
  [
    'shows another @name as code',
    ['@nvram-template.@file_name: @1a-'],
    ['`nvram-template`.`file_name`: `1a`-'],
  ],
  ['makes no link of a mail address', ['me@example.org'], ['me\\@example.org']],
  ['links `Name`', ['use `dig-up` or `gone`'], ['use [`dig-up`](cmd:dig-up) or `gone`']],
  ['encodes what would end a link', ['`Odd(name)`'], ['[`Odd(name)`](cmd:Odd%28name%29)']],
  [
    'takes text <target>',
    ['`a tree <Tree>` and `site <https://a.example/b>`_'],
    ['[`a tree`](cmd:Tree) and [site](https://a.example/b)'],
  ],
  [
    'takes roles',
    ['see :doc:`/a/b_c` and :qapi:event:`Tree` and :ref:`it <there>`'],
    ['see /a/b\\_c and [`Tree`](cmd:Tree) and it'],
  ],
  ['shows ``code`` as it is', ['``a*b @Tree`` and ``c`d``'], ['`a*b @Tree` and c&#96;d']],
  ['keeps emphasis', ['a *b c* **d** (*e*), *f-*'], ['a *b c* **d** (*e*), \\*f-\\*']],
  [
    'makes addresses links',
    ['see https://a.example/x_y. Or <http://b.example/>'],
    ['see <https://a.example/x_y>. Or <http://b.example/>'],
  ],
  ['drops the backslash of an escape', ['a\\ b \\*c and \\d'], ['ab \\*c and \\\\d']],
]);

cases('blocks as Markdown', [
  ['joins the lines of a paragraph', ['One', 'two.  Three.', '', 'Four.'], ['One two. Three.', '', 'Four.']],
  [
    'joins hanging lines of a description',
    ['One', '    two', '', '    three', '    four'],
    ['One two', '', 'three four'],
  ],
  ['takes a description that begins below its tag', ['    One', '    two'], ['One two']],
  ['keeps a paragraph from becoming a heading or a list', ['# a', '', '12) b'], ['\\# a', '', '12. b']],
  [
    'takes bullets, with blank lines between or not',
    ['Text:', '', '- a', '  b', '- c', '', '* d'],
    ['Text:', '', '- a b', '- c', '- d'],
  ],
  [
    'takes bullets in bullets',
    ['- a', '', '  - b', '', '  - c', '', '- d'],
    ['- a', '', '  - b', '  - c', '- d'],
  ],
  [
    'joins an item that is wrapped too deeply',
    ['- /usr/share -- first', '                second', '- c'],
    ['- /usr/share -- first second', '- c'],
  ],
  ['joins an item that is not indented', ['- a', 'b', '', 'c'], ['- a b', '', 'c']],
  [
    'takes bullets aligned after a tag',
    ['- Nothing', '         - If it is', '           frozen'],
    ['- Nothing', '- If it is frozen'],
  ],
  ['takes numbers', ['1. a', '', '2. b', '   c', '', '#. d'], ['1. a', '2. b c', '1. d']],
  ['takes quoted bullets', ['Errors:', '', '    - a', '    - b'], ['Errors:', '', '- a', '- b']],
  [
    'takes a literal block',
    ['Do this::', '', '    a  *b*', '      c', '', 'Then.'],
    ['Do this:', '', '```', 'a  *b*', '  c', '```', '', 'Then.'],
  ],
  [
    'takes a literal block after :: alone',
    ['Do', '', '::', '', '  ```', '  b'],
    ['Do', '', '````', '```', 'b', '````'],
  ],
  [
    'takes a literal block in a description',
    ['Do', '    this::', '', '        a', '', '    Then.'],
    ['Do this:', '', '```', 'a', '```', '', 'Then.'],
  ],
  ['keeps :: without a block', ['a::b ends with::', '', 'c'], ['a::b ends with::', '', 'c']],
  [
    'takes a note',
    ['.. note:: One', '   two', '', '   - a', '', 'Text.'],
    ['> **Note:** One two', '>', '> - a', '', 'Text.'],
  ],
  ['takes a note below its line', ['.. caution::', '', '   One'], ['> **Caution:** One']],
  [
    'takes an admonition',
    ['.. admonition:: Mind', '', '    1. a', '', '    2. b'],
    ['> **Mind:**', '>', '> 1. a', '> 2. b'],
  ],
  [
    'takes an example',
    ['.. qmp-example::', '', '    -> { "execute": "a*b" }', '    <- { }'],
    ['**Example**', '', '```json', '-> { "execute": "a*b" }', '<- { }', '```'],
  ],
  [
    'takes an example with one colon too few',
    ['.. qmp-example:', '', '    -> {}'],
    ['**Example**', '', '```json', '-> {}', '```'],
  ],
  [
    'takes the title of an example',
    ['.. qmp-example::', '   :title: Dig `dig-up`', '', '    {}'],
    ['**Example:** Dig [`dig-up`](cmd:dig-up)', '', '```json', '{}', '```'],
  ],
  [
    'takes an annotated example',
    ['.. qmp-example::', '   :annotated:', '', '   First::', '', '    -> {}', '', '   So.'],
    ['**Example**', '', 'First:', '', '```json', '-> {}', '```', '', 'So.'],
  ],
  ['takes a code block', ['.. code-block:: sh', '', '   a'], ['```sh', 'a', '```']],
  [
    'takes a table',
    [
      '.. table:: All',
      '   :widths: auto',
      '',
      '   ===  ====',
      '   a    b c',
      '   ===  ====',
      '   d_   e',
      '   ===  ====',
    ],
    ['All', '', '| a | b c |', '| --- | --- |', '| d\\_ | e |'],
  ],
  [
    'shows a table it cannot read as it is',
    ['.. table:: All', '', '   a  b'],
    ['All', '', '```', 'a  b', '```'],
  ],
  [
    'takes headings',
    ['****', 'Tree', '****', '', 'Bark', '----', '', '== Old'],
    ['## Tree', '', '## Bark', '', '## Old'],
  ],
  ['leaves comments out', ['.. of no use', '   at all', '', 'Text.'], ['Text.']],
]);

cases('documentation that is indented below the name, as in QEMU 11', [
  [
    'has paragraphs, lists and code',
    ['    One', '    two.', '', '    - three', '', '    four::', '', '        -five'],
    ['One two.', '', '- three', '', 'four:', '', '```', '-five', '```'],
  ],
  ['may go on without indentation', ['    One', '    two.', '', 'three'], ['One two.', '', 'three']],
  ['may begin without indentation', ['One', '', '    two', '    three'], ['One', '', 'two three']],
]);

cases('documentation of older releases as Markdown', [
  [
    'takes Note:',
    ['Notes: One', '       two', '', 'Note: three'],
    ['> **Note:** One two', '', '> **Note:** three'],
  ],
  [
    'takes Example:',
    ['Text.', '', 'Example:', '', '-> { "a":', '     1 }', '', '<- {', '', '}', '', 'Text.'],
    [
      'Text.',
      '',
      '**Example**',
      '',
      '```json',
      '-> { "a":',
      '     1 }',
      '',
      '<- {',
      '',
      '}',
      '```',
      '',
      'Text.',
    ],
  ],
  [
    'takes Example: with a text',
    ['Example: so', '', '-> {}'],
    ['**Example**', '', 'so', '', '```json', '-> {}', '```'],
  ],
  ['takes lines with bars', ['| -> {}', '|', '| <- {}'], ['```json', '-> {}', '', '<- {}', '```']],
]);

cases('the release at the end of a text', [
  ['is left out in parentheses', ['Nice.  (since 7.1)'], ['Nice.']],
  ['is left out over a line end', ['Nice.  (Since:', '    7.0.0)'], ['Nice.']],
  ['is kept bare', ['Nice.  Since: 7.0.0'], ['Nice. Since: 7.0.0']],
  ['is kept with other words', ['Nice (default: off, since 4.0)'], ['Nice (default: off, since 4.0)']],
  ['is kept in the middle', ['Nice (since 4.0), really.'], ['Nice (since 4.0), really.']],
  ['may be all there is', ['(since 4.0)'], ['']],
]);

describe('Markdown of a hostile text', () => {
  it('ends with any nesting', () => {
    const markdown = docToMarkdown('- '.repeat(20_000) + 'a', { link: () => undefined });
    assert.ok(markdown.join('').includes('a'));
  });
});
