import assert from 'node:assert/strict';
import { shortenMarkdown } from '../../../server/src/features/shortened';

const line = 'x'.repeat(70);

describe('shortened documentation', () => {
  it('keeps what fits', () => {
    const text = `${line}\n\n${line}`;
    assert.equal(shortenMarkdown(text), text);
    assert.equal(shortenMarkdown(''), '');
  });

  it('ends between blocks, with an ellipsis', () => {
    const block = Array(3).fill(line).join('\n');
    assert.equal(shortenMarkdown([block, block, block].join('\n\n')), [block, block, '…'].join('\n\n'));
  });

  it('ends a long paragraph with a sentence, outside of code', () => {
    const sentences = `${'A word. '.repeat(70)}${'`a. b` '.repeat(100)}`.trim();
    assert.equal(shortenMarkdown(sentences), `${'A word. '.repeat(70)}…`);
  });

  it('counts long lines as they wrap and keeps what has no end of a sentence', () => {
    const long = 'x '.repeat(500);
    assert.equal(shortenMarkdown(`${long}\n\nrest`), `${long}\n\n…`);
  });

  it('keeps code blocks whole and with the line above', () => {
    const code = ['```', 'a', '', 'b', '```'].join('\n');
    const text = [`${line}\n${line}\n${line}\n${line}`, 'Run:', code, line].join('\n\n');
    assert.equal(shortenMarkdown(text), `${line}\n${line}\n${line}\n${line}\n\n…`);
    assert.equal(shortenMarkdown(`Run:\n\n${code}`), `Run:\n\n${code}`);
  });
});
