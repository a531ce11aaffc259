import assert from 'node:assert/strict';
import { shortenBlocks } from '../../../server/src/features/shortened';
import {
  ELLIPSIS,
  escapeText,
  joinInline,
  makeCode,
  makeCodeBlock,
  inline,
} from '../../../server/src/text/markdown';

const line = escapeText('x'.repeat(70));
const threeLines = inline`${line}\n${line}\n${line}`;

describe('shortened documentation', () => {
  it('keeps what fits', () => {
    assert.deepEqual(shortenBlocks([line, line]), [line, line]);
    assert.deepEqual(shortenBlocks([]), []);
  });

  it('ends between blocks, with an ellipsis', () => {
    assert.deepEqual(shortenBlocks([threeLines, threeLines, threeLines]), [threeLines, threeLines, ELLIPSIS]);
  });

  it('ends a long paragraph with a sentence, outside of code', () => {
    const words = escapeText('A word. '.repeat(70));
    const codes = joinInline(Array<ReturnType<typeof inline>>(100).fill(inline`${makeCode('a. b')} `));
    assert.deepEqual(shortenBlocks([joinInline([words, codes])]), [`${'A word. '.repeat(70)}…`]);
  });

  it('takes no escaped backtick for the start of code', () => {
    const text = joinInline([escapeText('` '), makeCode('![p](http://x/). y'), escapeText(' z'.repeat(700))]);
    assert.deepEqual(shortenBlocks([text, line]), [text, ELLIPSIS]);
  });

  it('counts long lines as they wrap and keeps what has no end of a sentence', () => {
    const long = escapeText('x '.repeat(500));
    assert.deepEqual(shortenBlocks([long, line]), [long, ELLIPSIS]);
  });

  it('keeps code blocks whole and with the line above', () => {
    const run = escapeText('Run:');
    const code = makeCodeBlock(['a', '', 'b']);
    const fourLines = inline`${threeLines}\n${line}`;
    assert.deepEqual(shortenBlocks([fourLines, run, code, line]), [fourLines, ELLIPSIS]);
    assert.deepEqual(shortenBlocks([run, code]), [run, code]);
  });
});
