import { parentPort, workerData } from 'node:worker_threads';
import { newestKnownRelease, schemaFor } from './schema/bundled';
import { answerQuestion } from './service/answerQuestion';
import type { Question } from './selection/question';
import { rooted } from './selection/rooted';
import type { Recorded } from './service/rememberAnswers';
import { recordFiles, type FilesRecord } from './service/recordFiles';
import { translateWith } from './text/translations';
import { blockingFiles, linkTarget } from './workspace/nodeBlockingFiles';
import { configurationFolder, hostArchitecture } from './workspace/nodeMachine';

/** What a thread is given. */
interface Given {
  readonly question: Question;
  /** The messages of the user's language. */
  readonly translations: unknown;
}

/** A thread that answers the question in `workerData`, with what it saw of the files; see threadPerQuestion and rememberAnswers. */
async function answerGiven({ question, translations }: Given): Promise<void> {
  translateWith(translations);
  const { root } = question;
  const { files, record } = recordFiles({ ...blockingFiles, linkTarget });
  const answer = await answerQuestion(question, {
    files: rooted(root, files, (file) => files.linkTarget(file)),
    configuration: root === '' ? configurationFolder() : undefined,
    architecture: hostArchitecture(),
    context: schemaFor('latest'),
    newestRelease: newestKnownRelease(),
  });
  parentPort?.postMessage({ answer, basis: record } satisfies Recorded<FilesRecord>);
}

void answerGiven(workerData as Given);
