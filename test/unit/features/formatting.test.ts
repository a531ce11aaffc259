import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatDocument, type FormattingStyle } from '../../../server/src/features/formatting';
import { MAX_DEPTH } from '../../../server/src/descriptor/limits';
import { applyEdits } from '../../../server/src/text/textEdit';
import { anyDocument, anyJson, documentOf, sample } from '../support/documents';

const FOUR: FormattingStyle = { tabSize: 4, insertSpaces: true };

function formatted(text: string, style = FOUR, ranges?: { start: number; end: number }[]): string {
  return applyEdits(text, formatDocument(documentOf(text), style, ranges));
}

describe('formatting', () => {
  it('puts each member and element on a line of its own', () => {
    assert.equal(
      formatted('{"a":1,"b":[ "c","d"], "e":{ },"f":[\n]}'),
      '{\n    "a": 1,\n    "b": [\n        "c",\n        "d"\n    ],\n    "e": {},\n    "f": []\n}',
    );
    assert.equal(formatted('[1]', { tabSize: 2, insertSpaces: true }), '[\n  1\n]');
    assert.equal(formatted('[1]', { tabSize: 2, insertSpaces: false }), '[\n\t1\n]');
  });

  it('leaves a formatted descriptor alone', () => {
    const text = sample('10-ovmf-secure-boot-keys');
    assert.deepEqual(formatDocument(documentOf(text), FOUR), []);
  });

  it('makes edits as small as they can be', () => {
    const text = sample('10-ovmf-secure-boot-keys').replace('    "tags": [', '   "tags" :  [');
    const edits = formatDocument(documentOf(text), FOUR);
    assert.deepEqual(
      edits.map(({ start, end, newText }) => [text.slice(start, end), newText]),
      [
        ['', ' '],
        [' ', ''],
        [' ', ''],
      ],
    );
    assert.equal(applyEdits(text, edits), sample('10-ovmf-secure-boot-keys'));
  });

  it('touches nothing outside of the ranges', () => {
    const text = '{"a":1,\n"b":2,\n"c":3}\n';
    const start = text.indexOf('"b"');
    assert.equal(formatted(text, FOUR, [{ start, end: start + 6 }]), '{"a":1,\n    "b": 2,\n"c":3}\n');
    assert.equal(formatted(text, FOUR, []), text);
    const both = [
      { start: 0, end: 3 },
      { start: start, end: start + 5 },
    ];
    assert.equal(formatted(text, FOUR, both), '{\n    "a":1,\n    "b": 2,\n"c":3}\n');
  });

  it('keeps the end of the text, unless it is told what to do with it', () => {
    for (const end of ['', '\n', '\n\n\n', '\r\n']) {
      const text = `[]${end}`;
      assert.equal(formatted(text), text);
      assert.equal(formatted(`[]  ${end}`), text);
    }
    assert.equal(formatted('[]', { ...FOUR, insertFinalNewline: true }), '[]\n');
    assert.equal(formatted('[\r\n]', { ...FOUR, insertFinalNewline: true }), '[]\r\n');
    assert.equal(formatted('[]\n\n', { ...FOUR, trimFinalNewlines: true }), '[]\n');
    assert.equal(formatted('[]', { ...FOUR, trimFinalNewlines: true }), '[]');
  });

  it('refuses a text with mistakes of syntax', () => {
    for (const text of [
      '',
      '{',
      '{"a":1,}',
      '// x\n{}',
      '[1 2]',
      '\ufeff{"a":1}',
      `${'['.repeat(MAX_DEPTH + 1)}${']'.repeat(MAX_DEPTH + 1)}`,
    ])
      assert.deepEqual(formatDocument(documentOf(text), FOUR), [], text);
  });

  it('keeps the value, the strings as they are written and the line ends, and comes to rest', function () {
    this.timeout(60_000);
    const styles = fc.record({
      tabSize: fc.integer({ min: 1, max: 8 }),
      insertSpaces: fc.boolean(),
      insertFinalNewline: fc.boolean(),
      trimFinalNewlines: fc.boolean(),
    });
    fc.assert(
      fc.property(anyJson, styles, (text, style) => {
        const once = formatted(text, style);
        assert.deepEqual(JSON.parse(once), JSON.parse(text));
        const tokens = (of: string): string[] => of.match(/"(?:\\.|[^"\\])*"|[^\s"]+/g) ?? [];
        assert.equal(tokens(once).join(''), tokens(text).join(''));
        assert.equal(formatted(once, style), once);
        const lineEnds = (of: string): Set<string> => new Set(of.match(/\r\n|\r|\n/g) ?? []);
        if (lineEnds(text).size === 1) for (const each of lineEnds(once)) assert.ok(lineEnds(text).has(each));
      }),
      { numRuns: 500 },
    );
  });

  it('indents as deep as texts are read', () => {
    const text = '['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH);
    for (const insertSpaces of [true, false])
      for (const tabSize of [1, 2, 4, 5, 8, 20]) {
        const unit = insertSpaces ? ' '.repeat(tabSize) : '\t';
        const depths = Array.from({ length: MAX_DEPTH - 1 }, (_, depth) => depth);
        const expected = [
          ...depths.map((depth) => `${unit.repeat(depth)}[`),
          `${unit.repeat(MAX_DEPTH - 1)}[]`,
          ...depths.reverse().map((depth) => `${unit.repeat(depth)}]`),
        ];
        assert.equal(formatted(text, { tabSize, insertSpaces }), expected.join('\n'));
        const filled = `${text.slice(0, MAX_DEPTH)}1${text.slice(MAX_DEPTH)}`;
        assert.ok(formatted(filled, { tabSize, insertSpaces }).includes(`\n${unit.repeat(MAX_DEPTH)}1\n`));
      }
  });

  it('takes long runs of blanks like short ones, and keeps the line ends of the text', () => {
    for (const end of ['\n', '\r\n'])
      for (const length of [4095, 4096, 10_000]) {
        const text = (blanks: string): string => `${blanks}{"a":${blanks}[${end}1${blanks},2]${blanks}}`;
        assert.equal(formatted(text(' '.repeat(length))), formatted(text(' ')));
      }
  });

  it('does no harm to any text with any range', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), fc.nat(), (document, a, b) => {
        const { text } = document;
        const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        for (const edit of formatDocument(document, FOUR, [{ start, end }])) {
          assert.match(text.slice(edit.start, edit.end) + edit.newText, /^\s+$/);
          assert.ok(edit.start <= text.length && edit.end <= text.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
