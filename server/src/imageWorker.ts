import { parentPort, workerData } from 'node:worker_threads';
import { readDeepFacts } from './images/deep';
import type { ImageFacts } from './images/facts';
import { inspectImage } from './images/inspectImage';
import { withImage } from './service/lookIntoImage';
import { nodeWorkspace } from './workspace/nodeWorkspace';

/**
 * What looks into images, in a bundle of its own: to be required for what takes no time, and to be run as a thread that looks into the
 * compressed modules of the image at the path in `workerData` and posts its DeepFacts; see askInThreads.
 */
export async function readHeaders(path: string): Promise<ImageFacts | undefined> {
  const found = await withImage(path, nodeWorkspace, inspectImage);
  return 'problem' in found ? undefined : found;
}

async function answer(path: string): Promise<void> {
  const found = await withImage(path, nodeWorkspace, (image) => readDeepFacts(image));
  parentPort?.postMessage(found && 'problem' in found ? undefined : found);
}

if (typeof workerData === 'string') void answer(workerData);
