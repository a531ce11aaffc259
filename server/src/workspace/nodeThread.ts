/**
 * Gives questions to `script`, which finds its question in `workerData` and posts one answer. Each has a thread of its own, one after the
 * other: what a thread took up is given back with it, and one that runs out of memory takes nothing along.
 *
 * @returns the answer to a question; undefined where the thread ends without one. Rejects for a question that no thread can be given.
 */
export function askInThreads(script: string): (question: unknown) => Promise<unknown> {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const answer = last.then(() => askInThread(script, question));
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function askInThread(script: string, question: unknown): Promise<unknown> {
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
  });
}

const LIMITS = { maxOldGenerationSizeMb: 128 };
