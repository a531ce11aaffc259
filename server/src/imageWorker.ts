import { parentPort, workerData } from 'node:worker_threads';
import { deepFacts } from './images/deep';
import { openFile } from './workspace/nodeFile';

/** A thread that looks into the image at the path in `workerData` and posts its DeepFacts; see threadPerQuestion. */
async function answer(path: string): Promise<void> {
  const file = await openFile(path);
  const facts = file && (await deepFacts(file).finally(() => file.close()));
  parentPort?.postMessage(facts);
}

void answer(String(workerData));
