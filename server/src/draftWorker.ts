import { readdir } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { SeenImage } from './descriptor/surroundings';
import { propose } from './drafting/propose';
import type { DraftWish } from './drafting/question';
import { deepFacts } from './images/deep';
import { inspectImage } from './images/inspectImage';
import { translateWith } from './text/translations';
import { openFile } from './workspace/nodeFile';

/** What a thread is given. */
interface Given {
  readonly wish: DraftWish;
  /** The messages of the user's language. */
  readonly translations: unknown;
}

/** A thread that answers the wish in `workerData` with a Proposal; see threadPerQuestion. */
async function answer({ wish, translations }: Given): Promise<void> {
  translateWith(translations);
  const names = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);
  parentPort?.postMessage(await propose(wish, { look, names }));
}

async function look(path: string): Promise<SeenImage | undefined> {
  const file = await openFile(path);
  if (!file) return undefined;
  try {
    const facts = await inspectImage(file);
    const deep = facts.content === 'uefi' ? await deepFacts(file) : undefined;
    return { facts, ...(deep && { deep }) };
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

void answer(workerData as Given);
