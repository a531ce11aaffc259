import assert from 'node:assert/strict';
import { CancellationTokenSource, ResponseError } from 'vscode-languageserver';
import { guard } from '../../../server/src/lsp/protocol/guard';
import {
  joinBlocks,
  makeCode,
  makeCodeBlock,
  makeLink,
  makeStrong,
  inline,
  RULE,
  escapeText,
} from '../../../server/src/text/markdown';
import { toMarkup } from '../../../server/src/lsp/protocol/markup';

describe('the guard around a request', () => {
  let log: string[];
  let source: CancellationTokenSource;
  beforeEach(() => {
    log = [];
    source = new CancellationTokenSource();
  });
  const run = (work: () => string | Promise<string>): Promise<string | ResponseError> =>
    guard('test/method', source.token, (line) => log.push(line), work);

  it('returns the result', async () => {
    assert.equal(await run(() => 'result'), 'result');
    assert.equal(await run(() => Promise.resolve('later')), 'later');
  });

  it('answers a bug with an error, and logs where it is', async () => {
    const bug = (): never => {
      throw new RangeError('too deep');
    };
    for (const work of [bug, () => Promise.reject(new Error('later'))]) {
      const answer = await run(work);
      assert.ok(answer instanceof ResponseError);
      assert.deepEqual(
        [answer.code, answer.message],
        [-32603, 'test/method failed. The log of the server says why.'],
      );
    }
    assert.match(log[0] ?? '', /^test\/method failed: RangeError: too deep\n {4}at /);
    assert.equal(log.length, 2);
  });

  it('does not start cancelled work', async () => {
    source.cancel();
    let begun = false;
    const answer = await run(() => {
      begun = true;
      return 'result';
    });
    assert.ok(answer instanceof ResponseError);
    assert.deepEqual([answer.code, begun, log], [-32800, false, []]);
  });

  it('returns nothing that was cancelled in the meantime', async () => {
    const answer = await run(() => {
      source.cancel();
      return 'result';
    });
    assert.ok(answer instanceof ResponseError);
  });
});

describe('markup', () => {
  it('is unchanged for clients that render it', () => {
    assert.deepEqual(toMarkup(inline`**a**`, true), { kind: 'markdown', value: '**a**' });
  });

  it('loses its marks for those that do not', () => {
    const markdown = joinBlocks([
      inline`${makeStrong(escapeText('x86_64'))} · value of ${makeCode('Arch')}`,
      makeCodeBlock(['{}'], 'json'),
      RULE,
      makeLink(escapeText('a.qapi:1'), 'file:///a.qapi#L1'),
    ]);
    assert.deepEqual(toMarkup(markdown, false), {
      kind: 'plaintext',
      value: 'x86_64 · value of Arch\n\n{}\n\na.qapi:1',
    });
  });
});
