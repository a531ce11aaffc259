import { basename } from 'node:path';
import type { MessagePort, Worker } from 'node:worker_threads';
import { inTurn } from './turns';

/**
 * Sends questions to `script`, which reads its question from `workerData` and posts one answer. Each question gets a separate thread, one
 * after another: the thread's memory is freed when it ends, and a thread that runs out of memory affects nothing else.
 *
 * @param limit the milliseconds after which a thread is terminated, so that no question blocks the others: reading a file may hang
 * @returns a function that answers questions. It rejects, with the reason, if no thread can be started or if it ends without an answer.
 */
export function askInThreads(script: string, limit?: number): (question: unknown) => Promise<unknown> {
  return inTurn((question) => askInThread(script, question, limit));
}

/** A thread that stays for further questions, until it is ended or fails. */
export interface KeptThread {
  /** Rejects, with the reason, if no thread can be started, or if it ends before it answers. The next question starts another one. */
  ask(question: unknown): Promise<unknown>;
  /** Ends the thread, which frees its memory, once no question is waiting. */
  rest(): void;
}

/**
 * Sends questions to one thread of `script`, which serves them with `serveThread`. It is started for the first one.
 *
 * @param limit the milliseconds after which a question ends the thread: reading a file may hang
 */
export function keepThread(script: string, limit: number): KeptThread {
  let running: Promise<Running> | undefined;
  const start = async (): Promise<Running> => {
    const { Worker } = await import('node:worker_threads');
    return new Running(new Worker(script, { resourceLimits: LIMITS }), basename(script), limit);
  };
  return {
    async ask(question) {
      for (;;) {
        const asked = (running ??= start());
        const thread = await asked;
        if (!thread.isEnded) return thread.ask(question);
        if (running === asked) running = undefined;
      }
    },
    rest() {
      void running?.then((thread) => {
        thread.rest();
      });
    },
  };
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One thread and its open questions. */
class Running {
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;
  private deadline: NodeJS.Timeout | undefined;
  private isResting = false;
  /** Whether it answers no further questions. */
  isEnded = false;

  constructor(
    private readonly thread: Worker,
    private readonly name: string,
    private readonly limit: number,
  ) {
    thread.on('message', (message: ThreadAnswer) => {
      const { id } = message;
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      this.restartDeadline();
      if (this.isResting) this.rest();
      if ('answer' in message) asked?.resolve(message.answer);
      else asked?.reject(new Error(message.error));
    });
    thread.on('error', (error: unknown) => {
      this.breakOff(describe(error));
    });
    thread.on('exit', (code) => {
      this.breakOff(`it exited with ${code}`);
    });
    // The server may end while it waits for questions.
    thread.unref();
  }

  ask(question: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.isResting = false;
      const id = ++this.count;
      this.waiting.set(id, { resolve, reject });
      this.restartDeadline();
      this.thread.postMessage({ id, question });
    });
  }

  /** Ends when it has answered all questions. */
  rest(): void {
    this.isResting = true;
    if (this.waiting.size === 0) this.stop();
  }

  private stop(): void {
    this.isEnded = true;
    clearTimeout(this.deadline);
    void this.thread.terminate();
  }

  private breakOff(reason: string): void {
    this.stop();
    for (const { reject } of this.waiting.values())
      reject(new Error(`The thread ${this.name} ended without an answer: ${reason}`));
    this.waiting.clear();
  }

  private restartDeadline(): void {
    clearTimeout(this.deadline);
    if (this.waiting.size === 0) return;
    this.deadline = setTimeout(() => {
      this.breakOff(`it took more than ${this.limit} ms`);
    }, this.limit);
  }
}

type ThreadAnswer = { readonly id: number } & ({ readonly answer: unknown } | { readonly error: string });

/**
 * Answers, in a thread, the question in its data; without one, every question that arrives, one after another.
 *
 * @param answer may reject
 */
export function serveThread(
  port: MessagePort | null,
  data: unknown,
  answer: (question: unknown) => Promise<unknown>,
): void {
  if (data !== null && data !== undefined) {
    void answer(data).then((found) => port?.postMessage(found));
    return;
  }
  const answerNext = inTurn(answer);
  port?.on('message', ({ id, question }: { id: number; question: unknown }) => {
    void answerNext(question).then(
      (found) => {
        port.postMessage({ id, answer: found });
      },
      (error: unknown) => {
        port.postMessage({ id, error: describe(error) });
      },
    );
  });
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
      fail(describe(error), error);
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

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const LIMITS = { maxOldGenerationSizeMb: 128 };
