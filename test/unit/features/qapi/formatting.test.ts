import assert from 'node:assert/strict';
import { formatDocumentation } from '../../../../server/src/features/qapi/formatting';
import { QapiFile } from '../../../../server/src/features/qapi/qapiFile';
import { applyEdits } from '../../../../server/src/text/textEdit';

function format(lines: readonly string[], whole = true): string[] {
  const text = ['##', '# @E:', '#', ...lines, '##', "{ 'enum': 'E', 'data': [ ] }", ''].join('\n');
  const file = new QapiFile('/a.json', text);
  const range = whole ? undefined : { start: 0, end: text.length };
  return applyEdits(text, formatDocumentation(file, range)).split('\n').slice(3, -3);
}

const LONG = 'words that go on and on until the line has more than seventy columns in all';

describe('formatting of documentation', () => {
  it('wraps lines of more than 70 columns', () => {
    assert.deepEqual(format([`# ${LONG}`]), [
      '# words that go on and on until the line has more than seventy columns',
      '# in all',
    ]);
  });

  it('indents what follows a name by four columns', () => {
    assert.deepEqual(format([`# @a: ${LONG}`]), [
      '# @a: words that go on and on until the line has more than seventy',
      '#     columns in all',
    ]);
  });

  it('keeps two spaces between sentences', () => {
    assert.deepEqual(
      format(
        ['# One.  Two and then some more words, so that the line must be broken.', '# Three words more.'],
        false,
      ),
      ['# One.  Two and then some more words, so that the line must be broken.', '# Three words more.'],
    );
    assert.deepEqual(format(['# One.', '# Two.'], false), ['# One.  Two.']);
  });

  it('wraps the items of a list under their text', () => {
    assert.deepEqual(format([`# - ${LONG}`, '# - short']), [
      '# - words that go on and on until the line has more than seventy',
      '#   columns in all',
      '# - short',
    ]);
  });

  it('leaves paragraphs alone that are short enough, unless they are selected', () => {
    assert.deepEqual(format(['# one', '# two']), ['# one', '# two']);
    assert.deepEqual(format(['# one', '# two'], false), ['# one two']);
  });

  for (const kept of [
    ['# .. qmp-example::', '#', `#     -> { "execute": "${LONG}" }`],
    ['# Like this::', '#', `#     ${LONG}`],
    [`# -> ${LONG}`],
    [`# | ${LONG}`],
    [`# ${LONG}`, `# ${'-'.repeat(LONG.length)}`],
    [`# column  ${LONG}`],
    [`# https://example.org/${'a'.repeat(80)}`],
    [`#${LONG}`],
    ['# Features:', '#', '# @a: x'],
    ['# Since: 1.0'],
  ])
    it(`keeps ${kept[0] ?? ''}`, () => {
      assert.deepEqual(format(kept), kept);
    });

  it('changes nothing the second time', () => {
    const once = format([`# @a: ${LONG} ${LONG}.  ${LONG}`, `# @b: ${LONG}`]);
    assert.deepEqual(format(once), once);
  });

  it('never puts a word at the start of a line that has a meaning there', () => {
    const line = `# ${'word '.repeat(13)}Since: 9.0 and more text`;
    assert.deepEqual(format([line]), [line]);
  });
});
