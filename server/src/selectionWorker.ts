import { parentPort, workerData } from 'node:worker_threads';
import { getNewestKnownRelease, getSchema } from './schema/bundled';
import { answerQuestion } from './service/answerQuestion';
import type { Question } from './selection/question';
import type { Recorded } from './service/rememberAnswers';
import { recordFiles, type FilesRecord } from './service/recordFiles';
import { translateWith } from './text/translations';
import { blockingFiles } from './workspace/nodeBlockingFiles';
import { makeRootedWorkspace } from './workspace/rootedWorkspace';
import { refuseOtherComputers } from './workspace/otherComputers';
import { findUserFolders, getHostArchitecture } from './workspace/nodeMachine';

/** What a thread is given. */
interface Given {
  readonly question: Question;
  /** The messages of the user's language. */
  readonly translations: unknown;
}

/** A thread that answers the question in `workerData`, with what it saw of the files; see askInThreads and rememberAnswers. */
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
    newestRelease: getNewestKnownRelease(),
  });
  parentPort?.postMessage({ answer, basis: record } satisfies Recorded<FilesRecord>);
}

void answerInWorker(workerData as Given);
