import { parentPort, workerData } from 'node:worker_threads';
import { deepFacts } from './images/deep';
import type { ImageFacts } from './images/facts';
import { inspectImage } from './images/inspectImage';
import { openFile } from './workspace/nodeFile';

/**
 * What looks into images, in a bundle of its own: to be required for what takes no time, and to be run as a thread that looks into the
 * compressed modules of the image at the path in `workerData` and posts its DeepFacts; see threadPerQuestion.
 */
export async function headersOf(path: string): Promise<ImageFacts | undefined> {
  const file = await openFile(path);
  return file && inspectImage(file).finally(() => file.close());
}

async function answer(path: string): Promise<void> {
  const file = await openFile(path);
  const facts = file && (await deepFacts(file).finally(() => file.close()));
  parentPort?.postMessage(facts);
}

if (typeof workerData === 'string') void answer(workerData);
