import assert from 'node:assert/strict';
import { makeExcerpt } from '../../../server/src/cli/excerpt';
import { formatFrame } from '../../../server/src/cli/frame';
import { splitIntoCells } from '../../../server/src/cli/cells';
import { LineIndex } from '../../../server/src/text/lineIndex';
import { HOSTILE_TEXTS } from '../../support/hostileTexts';
import { printLines } from '../support/printed';

/** The frame of the part of a text between two marks: `{"a": «1»}`. */
function frame(marked: string, width = 60): Promise<string> {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  return frameOf(marked.replace(/[«»]/g, ''), start, end, width);
}

async function frameOf(text: string, start: number, end: number, width = 60): Promise<string> {
  const lines = new LineIndex(text);
  const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
  return printLines(formatFrame(makeExcerpt(text, lines, range), width, ['red']));
}

describe('the frame of a finding', () => {
  it('has the number of the line, the line, and carets below the range', async () => {
    assert.equal(
      await frame('{\n  "mode": «"splt"»,\n}'),
      ' 2 |   "mode": "splt",\n' + '   |           ^^^^^^\n',
    );
  });

  it('makes room for long numbers', async () => {
    assert.equal(await frame(`${'\n'.repeat(99)}«x»`), ' 100 | x\n' + '     | ^\n');
  });

  it('has one caret for a position, also at the end of a line and of the text', async () => {
    assert.equal(await frame('ab«»c'), ' 1 | abc\n' + '   |   ^\n');
    assert.equal(await frame('abc«»\nd'), ' 1 | abc\n' + '   |    ^\n');
    assert.equal(await frame('abc\n«»'), ' 2 |\n' + '   | ^\n');
    assert.equal(await frameOf('', 0, 0), '');
  });

  it('has the first and the last line of a range', async () => {
    assert.equal(
      await frame('x «/* a\n\n  b */» y'),
      ' 1 | x /* a\n' + '   |   ^^^^\n' + ' … |\n' + ' 3 |   b */ y\n' + '   |   ^^^^\n',
    );
    assert.equal(await frame('«a\nb»\r\nc'), ' 1 | a\n' + '   | ^\n' + ' 2 | b\n' + '   | ^\n');
    assert.equal(await frame('«a\n»b'), ' 1 | a\n' + '   | ^\n');
  });

  it('shows tabs as spaces and control characters as codes, and counts both', async () => {
    assert.equal(await frame('\t\t«"a"»'), ' 1 |         "a"\n' + '   |         ^^^\n');
    assert.equal(
      await frame('"\u001b[31m\u202e" «1»'),
      ' 1 | "\\u001b[31m\\u202e" 1\n' + `   | ${' '.repeat(19)}^\n`,
    );
  });

  it('counts wide characters as two cells, and marks as none', async () => {
    assert.equal(await frame('"日本" «1»'), ' 1 | "日本" 1\n' + '   |        ^\n');
    assert.equal(await frame('"e\u0301" «1»'), ' 1 | "e\u0301" 1\n' + '   |     ^\n');
    assert.equal(await frame('"👩‍👩‍👧" «"😀"»'), ' 1 | "👩‍👩‍👧" "😀"\n' + '   |      ^^^^\n');
  });

  it('cuts a long line around the range', async () => {
    const line = `${'a'.repeat(500)}«XYZ»${'b'.repeat(5000)}`;
    const printed = await frame(line, 40);
    assert.match(printed, /^ 1 \| …a+XYZb+…\n {3}\| +\^\^\^\n$/);
    for (const each of printed.trimEnd().split('\n')) assert.ok(each.length <= 40, each);
    const [first = '', second = ''] = printed.split('\n');
    assert.equal(first.indexOf('XYZ'), second.indexOf('^'));
  });

  it('cuts at either end only if necessary', async () => {
    assert.match(await frame(`«X»${'b'.repeat(90)}`, 40), /^ 1 \| Xb+…\n {3}\| \^\n$/);
    assert.match(await frame(`${'a'.repeat(90)}«X»`, 40), /^ 1 \| …a{32}X\n {3}\| {34}\^\n$/);
    assert.match(await frame(`«${'a'.repeat(90)}»`, 40), /^ 1 \| a+…\n {3}\| \^+\n$/);
  });

  it('fits any terminal for any text and range', async () => {
    for (const text of HOSTILE_TEXTS)
      for (const width of [1, 33, 80])
        for (let start = 0; start <= text.length; start += 3) {
          const printed = await frameOf(
            `${'日'.repeat(30)}${text}${'x'.repeat(90)}`,
            30 + start,
            30 + text.length,
            width,
          );
          for (const each of printed.trimEnd().split('\n')) {
            const cells = splitIntoCells(each).reduce((sum, cell) => sum + cell.width, 0);
            // The narrowest frame has twenty cells of the line. A command to a service, which the printer disarms, gets longer.
            if (!each.includes('\\u0023')) assert.ok(cells <= Math.max(width, 25), each);
          }
        }
  });
});
