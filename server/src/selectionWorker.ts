import { parentPort, workerData } from 'node:worker_threads';
import type { DraftWish } from './drafting/question';
import type { DomainQuestion } from './lsp/protocol/domainQuestion';
import { MachineAnswers } from './machineAnswers';
import type { Question } from './selection/question';
import { draftOnDisk } from './service/draftOnDisk';
import { translateWith } from './text/translations';
import { blockingFiles } from './workspace/nodeBlockingFiles';
import { nodeWorkspace } from './workspace/nodeWorkspace';
import { serveThread } from './workspace/nodeThread';
import { refuseOtherComputers } from './workspace/otherComputers';
import { findUserFolders, getHostArchitecture } from './workspace/nodeMachine';

/** The input of the thread. */
interface Given<Asked> {
  readonly question: Asked;
  /** The messages of the user's language. */
  readonly translations: unknown;
}

/** A request for a new descriptor. */
interface DraftGiven {
  readonly wish: DraftWish;
  readonly root?: string | undefined;
  readonly translations: unknown;
}

const machine = new MachineAnswers({
  files: process.platform === 'win32' ? refuseOtherComputers(blockingFiles, () => false) : blockingFiles,
  user: findUserFolders(),
  architecture: getHostArchitecture(),
});

serveThread(parentPort, workerData, (given) => {
  const asked = given as Given<Question | DomainQuestion> | DraftGiven;
  translateWith(asked.translations);
  return 'wish' in asked
    ? draftOnDisk(asked.wish, asked.root, nodeWorkspace)
    : machine.answer(asked.question);
});
