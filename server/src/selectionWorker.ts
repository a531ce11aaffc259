import { parentPort, workerData } from 'node:worker_threads';
import { NEWEST_RELEASE, getSchema } from './schema/bundled';
import { answerQuestion } from './service/answerQuestion';
import type { Question } from './selection/question';
import type { Recorded } from './service/rememberAnswers';
import { recordFiles, type FilesRecord } from './service/recordFiles';
import { translateWith } from './text/translations';
import { blockingFiles } from './workspace/nodeBlockingFiles';
import { makeRootedWorkspace } from './workspace/rootedWorkspace';
import { refuseOtherComputers } from './workspace/otherComputers';
import { findUserFolders, getHostArchitecture } from './workspace/nodeMachine';

/** The input of the thread. */
interface Given {
  readonly question: Question;
  /** The messages of the user's language. */
  readonly translations: unknown;
}

/** Answers, in a thread, the question in `workerData`, with what it read from files; see askInThreads and rememberAnswers. */
async function answerInWorker({ question, translations }: Given): Promise<void> {
  translateWith(translations);
  const { root } = question;
  const { files, record } = recordFiles(
    process.platform === 'win32' ? refuseOtherComputers(blockingFiles, () => false) : blockingFiles,
  );
  const answer = await answerQuestion(question, {
    files: makeRootedWorkspace(root, files),
    user: root === '' ? findUserFolders() : {},
    architecture: getHostArchitecture(),
    context: getSchema('latest'),
    newestRelease: NEWEST_RELEASE,
  });
  parentPort?.postMessage({ answer, basis: record } satisfies Recorded<FilesRecord>);
}

void answerInWorker(workerData as Given);
