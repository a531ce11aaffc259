import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { askInThreads } from '../../../server/src/workspace/nodeThread';

/** Answers with the number of threads that run, itself included; or does what its question names. */
const SCRIPT = `
  const { parentPort, workerData, threadId } = require('node:worker_threads');
  if (workerData === 'throw') throw new Error('no');
  if (workerData === 'reject') void Promise.reject(new Error('not now'));
  if (workerData === 'exit') process.exit(7);
  if (workerData === 'eat') for (const all = []; ; ) all.push(new Array(3000000).fill({}));
  if (workerData === 'hang') setInterval(() => {}, 1000);
  else if (workerData === 'spin') for (;;);
  else if (workerData !== 'nothing' && workerData !== 'reject') parentPort.postMessage([workerData, threadId]);
`;

describe('threadPerQuestion', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'thread-'));
  const script = path.join(folder, 'script.js');
  writeFileSync(script, SCRIPT);
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('answers each question from a thread of its own, in their order', async () => {
    const ask = askInThreads(script);
    const order: string[] = [];
    const answers = await Promise.all(
      ['a', 'b', 'c'].map(async (question) => {
        const answer = (await ask(question)) as [string, number];
        order.push(answer[0]);
        return answer;
      }),
    );
    assert.deepEqual(order, ['a', 'b', 'c']);
    assert.equal(new Set(answers.map(([, thread]) => thread)).size, 3);
  });

  it('says why a thread ends without an answer, and outlives it', async function () {
    this.timeout(120_000);
    const ask = askInThreads(script);
    for (const [question, reason] of [
      ['nothing', /script\.js ended without an answer: it exited with 0/],
      ['exit', /it exited with 7/],
      ['throw', /Error: no\n {4}at .*script\.js/],
      ['reject', /Error: not now\n {4}at .*script\.js/],
      ['eat', /memory/],
    ] as const)
      await assert.rejects(ask(question), reason, question);
    assert.deepEqual(((await ask('still there')) as [string, number])[0], 'still there');
    await assert.rejects(
      ask(() => 'a function cannot be handed over'),
      /could not be cloned/,
    );
    assert.deepEqual(((await ask('and still')) as [string, number])[0], 'and still');
    await assert.rejects(askInThreads(path.join(folder, 'missing.js'))('anyone?'), /missing\.js/);
  });

  it('ends threads that do not answer in time, so that the next question gets its turn', async function () {
    this.timeout(120_000);
    const ask = askInThreads(script, 1);
    const answers = ['hang', 'spin'].map((question) => assert.rejects(ask(question), /took more than 1 ms/));
    await Promise.all(answers);
  });
});
