import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData, type MessagePort } from 'node:worker_threads';
import type { Batch, Checked, Helper } from './batches';
import type { LintOptions } from './options';

/**
 * For fewer files, a thread costs more than it saves: V8 compiles the rules again in each thread, which takes as long as checking
 * several thousand files.
 */
const WORTHWHILE = 20_000;

/** The batches that wait in the thread, so that it never waits for this one. */
const QUEUE = 2;

/** A small young generation, in MiB: descriptors are small, and most of what they leave behind is garbage. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

/** A thread that checks batches of files with the options of this run. It runs this program again. */
export class LintThread implements Helper {
  private readonly waiting: { resolve: (checked: Checked) => void; reject: (reason: Error) => void }[] = [];
  private hasEnded = false;

  /** Starts a thread if that is worthwhile for a number of files, and possible. */
  static start(options: LintOptions, files: number): LintThread | undefined {
    if (files < WORTHWHILE || options.fix || availableParallelism() < 2) return undefined;
    try {
      const argv = process.argv.slice(2);
      return new LintThread(new Worker(__filename, { workerData: options, argv, resourceLimits: LIMITS }));
    } catch {
      return undefined;
    }
  }

  private constructor(private readonly worker: Worker) {
    worker.on('message', (checked: Checked) => this.waiting.shift()?.resolve(checked));
    for (const event of ['error', 'messageerror', 'exit'] as const)
      worker.on(event, () => {
        this.end();
      });
  }

  get isFree(): boolean {
    return !this.hasEnded && this.waiting.length < QUEUE;
  }

  check(batch: Batch): Promise<Checked> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(batch);
    });
  }

  /** Ends the thread; what it has not answered is rejected. */
  end(): void {
    this.hasEnded = true;
    for (const { reject } of this.waiting.splice(0)) reject(new Error('the thread has ended'));
    void this.worker.terminate();
  }
}

/** The port to the thread that started this one; undefined if this is the main thread. */
export const port: MessagePort | undefined = parentPort ?? undefined;

/** Answers the batches that come through a port, one after the other. @param makeCheck receives the options of the run */
export function answerBatches(
  to: MessagePort,
  makeCheck: (options: LintOptions) => Promise<(batch: Batch) => Promise<Checked>>,
): void {
  const check = makeCheck(workerData as LintOptions);
  let last: Promise<unknown> = check;
  to.on('message', (batch: Batch) => {
    last = last.then(async () => {
      to.postMessage(await (await check)(batch));
    });
  });
}
