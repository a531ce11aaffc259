import { parentPort, workerData } from 'node:worker_threads';
import { newestKnownRelease, schemaFor } from './schema/bundled';
import { answerQuestion } from './service/answerQuestion';
import type { Question } from './selection/question';
import { rooted } from './selection/rooted';
import { translateWith } from './text/translations';
import { blockingFiles, linkTarget } from './workspace/nodeBlockingFiles';
import { configurationFolder, hostArchitecture } from './workspace/nodeMachine';

/** What a thread is given. */
interface Given {
  readonly question: Question;
  /** The messages of the user's language. */
  readonly translations: unknown;
}

/** A thread that answers the question in `workerData`; see threadPerQuestion. */
async function answerGiven({ question, translations }: Given): Promise<void> {
  translateWith(translations);
  const { root } = question;
  parentPort?.postMessage(
    await answerQuestion(question, {
      files: rooted(root, blockingFiles, linkTarget),
      configuration: root === '' ? configurationFolder() : undefined,
      architecture: hostArchitecture(),
      context: schemaFor('latest'),
      newestRelease: newestKnownRelease(),
    }),
  );
}

void answerGiven(workerData as Given);
