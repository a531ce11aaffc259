import { parentPort, workerData } from 'node:worker_threads';
import { NEWEST_RELEASE, getSchema } from './schema/bundled';
import { answerDomain } from './service/answerDomain';
import { answerQuestion, type Computer } from './service/answerQuestion';
import type { DomainQuestion } from './service/domainQuestion';
import type { Question } from './selection/question';
import type { Recorded } from './service/rememberAnswers';
import { recordFiles, type FilesRecord } from './service/recordFiles';
import { translateWith } from './text/translations';
import { blockingFiles } from './workspace/nodeBlockingFiles';
import { serveThread } from './workspace/nodeThread';
import { makeRootedWorkspace } from './workspace/rootedWorkspace';
import { refuseOtherComputers } from './workspace/otherComputers';
import { findUserFolders, getHostArchitecture } from './workspace/nodeMachine';

/** The input of the thread. */
interface Given<Asked> {
  readonly question: Asked;
  /** The messages of the user's language. */
  readonly translations: unknown;
}

/** Answers a question with what was read from files; see rememberAnswers. */
async function answer({
  question,
  translations,
}: Given<Question | DomainQuestion>): Promise<Recorded<FilesRecord>> {
  translateWith(translations);
  const { root } = question;
  const { files, record } = recordFiles(
    process.platform === 'win32' ? refuseOtherComputers(blockingFiles, () => false) : blockingFiles,
  );
  const computer: Computer = {
    files: makeRootedWorkspace(root, files),
    user: root === '' ? findUserFolders() : {},
    architecture: getHostArchitecture(),
    context: getSchema('latest'),
    newestRelease: NEWEST_RELEASE,
  };
  const found = await (isAboutDomain(question)
    ? answerDomain(question, computer)
    : answerQuestion(question, computer));
  return { answer: found, basis: record };
}

function isAboutDomain(question: Question | DomainQuestion): question is DomainQuestion {
  return question.kind.startsWith('domain-');
}

serveThread(parentPort, workerData, (given) => answer(given as Given<Question | DomainQuestion>));
