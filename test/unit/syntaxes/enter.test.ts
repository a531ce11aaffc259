import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface EnterRule {
  readonly beforeText: string;
  readonly previousLineText?: string;
  readonly action: { readonly appendText?: string };
}

const { onEnterRules, wordPattern } = JSON.parse(
  readFileSync('syntaxes/qapi.language-configuration.json', 'utf8'),
) as { readonly onEnterRules: readonly EnterRule[]; readonly wordPattern: string };

/** Returns what VS Code inserts after a line break: the text of the first rule that fits. */
function continueLine(line: string, previous = ''): string {
  const fitting = onEnterRules.find(
    ({ beforeText, previousLineText }) =>
      new RegExp(beforeText).test(line) &&
      (previousLineText === undefined || new RegExp(previousLineText).test(previous)),
  );
  return fitting?.action.appendText ?? '';
}

describe('a line break in a QAPI schema', () => {
  it('continues documentation and comments', () => {
    for (const line of [
      '##',
      '#',
      '# ',
      '# Pours tea.',
      '# @pour-tea:',
      '# Since: 1.0',
      '  # note',
      '#     ',
    ])
      assert.equal(continueLine(line), '# ', line);
  });

  it('ends documentation at its last line', () => {
    assert.equal(continueLine('##', '# Since: 1.0'), '');
    assert.equal(continueLine('##', ''), '# ');
  });

  it('does nothing in code', () => {
    for (const line of ["{ 'enum': 'A', # note", "  'data': [", '#!x', '###', "'##'"])
      assert.equal(continueLine(line), '', line);
  });

  it('indents what continues a description, a section, a directive or an item', () => {
    assert.equal(continueLine('# @sugar: how many spoons'), '#     ');
    assert.equal(continueLine('# Errors:'), '#     ');
    assert.equal(continueLine('# Returns: the cup'), '#     ');
    assert.equal(continueLine('# .. note:: hot'), '#    ');
    assert.equal(continueLine('#     - If the cup is full'), '#       ');
  });

  it('keeps the indentation', () => {
    assert.equal(continueLine('#     of sugar'), '#     ');
    assert.equal(continueLine('#        "sugar": 1,'), '#        ');
  });
});

describe('a word in a QAPI schema', () => {
  it('is a name or a file name, without the end of a sentence', () => {
    const words = 'See @pour-tea, tea.json and x-cup_1.'.match(new RegExp(wordPattern, 'g'));
    assert.deepEqual(words, ['See', 'pour-tea', 'tea.json', 'and', 'x-cup_1']);
  });
});
