import assert from 'node:assert/strict';
import { shortened } from '../../../server/src/features/shortened';

const line = 'x'.repeat(70);

describe('shortened documentation', () => {
  it('keeps what fits', () => {
    const text = `${line}\n\n${line}`;
    assert.equal(shortened(text), text);
    assert.equal(shortened(''), '');
  });

  it('ends between blocks, with an ellipsis', () => {
    const block = Array(3).fill(line).join('\n');
    assert.equal(shortened([block, block, block].join('\n\n')), [block, block, '…'].join('\n\n'));
  });

  it('counts long lines as they wrap and keeps at least one block', () => {
    const long = 'x '.repeat(500);
    assert.equal(shortened(`${long}\n\nrest`), `${long}\n\n…`);
  });

  it('keeps code blocks whole and with the line above', () => {
    const code = ['```', 'a', '', 'b', '```'].join('\n');
    const text = [`${line}\n${line}\n${line}\n${line}`, 'Run:', code, line].join('\n\n');
    assert.equal(shortened(text), `${line}\n${line}\n${line}\n${line}\n\n…`);
    assert.equal(shortened(`Run:\n\n${code}`), `Run:\n\n${code}`);
  });
});
