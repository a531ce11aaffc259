import { parentPort, workerData } from 'node:worker_threads';
import type { ImageFiles } from './drafting/neighbours';
import { proposeDraft } from './service/proposeDraft';
import type { DraftWish } from './drafting/question';
import { lookIntoImage } from './service/lookIntoImage';
import { translateWith } from './text/translations';
import { nodeWorkspace } from './workspace/nodeWorkspace';
import { makeRootedWorkspace } from './workspace/rootedWorkspace';

/** The input of the thread. */
interface Given {
  readonly wish: DraftWish;
  /** The root of the machine with the images; absent for this one. */
  readonly root?: string | undefined;
  /** The messages of the user's language. */
  readonly translations: unknown;
}

/** Answers, in a thread, the request in `workerData` with a Proposal; see askInThreads. */
async function answer({ wish, root, translations }: Given): Promise<void> {
  translateWith(translations);
  const workspace = root === undefined ? nodeWorkspace : makeRootedWorkspace(root, nodeWorkspace);
  const names = async (folder: string): Promise<readonly string[]> => {
    const found = await workspace.entries(folder);
    return 'entries' in found ? found.entries.map(({ name }) => name) : [];
  };
  const look: ImageFiles['look'] = async (path) => {
    const found = await lookIntoImage(path, 'all', workspace).catch(() => undefined);
    return found && 'facts' in found ? found : undefined;
  };
  parentPort?.postMessage(await proposeDraft(wish, { look, names }));
}

void answer(workerData as Given);
