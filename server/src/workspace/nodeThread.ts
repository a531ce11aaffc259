import { basename } from 'node:path';

/**
 * Gives questions to `script`, which finds its question in `workerData` and posts one answer. Each has a thread of its own, one after the
 * other: what a thread took up is given back with it, and one that runs out of memory takes nothing along.
 *
 * @param limit the milliseconds after which a thread is ended, so that no question keeps others waiting: a file may hang on its disk
 * @returns the answer to a question. Rejects, with the reason, where no thread can be given the question or it ends without an answer.
 */
export function askInThreads(script: string, limit?: number): (question: unknown) => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const answer = last.then(() => askInThread(script, question, limit));
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function askInThread(script: string, question: unknown, limit: number | undefined): Promise<unknown> {
  // A start has no use for threads, and this takes some milliseconds to load.
  const { Worker } = await import('node:worker_threads');
  return new Promise((resolve, reject) => {
    const thread = new Worker(script, { workerData: question, resourceLimits: LIMITS });
    const fail = (reason: string, cause?: unknown): void => {
      reject(new Error(`The thread ${basename(script)} ended without an answer: ${reason}`, { cause }));
    };
    thread.once('message', resolve);
    thread.once('messageerror', (error) => {
      fail(`its answer cannot be read: ${String(error)}`, error);
    });
    thread.once('error', (error: unknown) => {
      fail(error instanceof Error ? (error.stack ?? error.message) : String(error), error);
    });
    const deadline =
      limit === undefined
        ? undefined
        : setTimeout(() => {
            fail(`it took more than ${limit} ms`);
            void thread.terminate();
          }, limit);
    thread.once('exit', (code) => {
      clearTimeout(deadline);
      fail(`it exited with ${code}`);
    });
  });
}

const LIMITS = { maxOldGenerationSizeMb: 128 };
