import { basename } from 'node:path';

/**
 * Sends questions to `script`, which reads its question from `workerData` and posts one answer. Each question gets a separate thread, one
 * after another: the thread's memory is freed when it ends, and a thread that runs out of memory affects nothing else.
 *
 * @param limit the milliseconds after which a thread is terminated, so that no question blocks the others: reading a file may hang
 * @returns a function that answers questions. It rejects, with the reason, if no thread can be started or if it ends without an answer.
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
  // Not needed at startup, and it takes some milliseconds to load.
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
