/**
 * Gives questions to `script`, which finds its question in `workerData` and posts one answer. Each has a thread of its own, one after the
 * other: what a thread took up is given back with it, and one that runs out of memory takes nothing along.
 *
 * @param limit the milliseconds after which a thread is ended, so that no question keeps others waiting: a file may hang on its disk
 * @returns the answer to a question; undefined where the thread ends without one. Rejects for a question that no thread can be given.
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
  return new Promise((resolve) => {
    const thread = new Worker(script, { workerData: question, resourceLimits: LIMITS });
    thread.once('message', resolve);
    const withoutAnswer = (): void => {
      resolve(undefined);
    };
    thread.once('error', withoutAnswer);
    thread.once('exit', withoutAnswer);
    if (limit === undefined) return;
    const deadline = setTimeout(() => void thread.terminate(), limit);
    thread.once('exit', () => {
      clearTimeout(deadline);
    });
  });
}

const LIMITS = { maxOldGenerationSizeMb: 128 };
