import { parentPort, workerData } from 'node:worker_threads';
import { NEWEST_RELEASE, getSchema } from './schema/bundled';
import { answerQuestion } from './service/answerQuestion';
import { answerDomain, type RootedComputer } from './lsp/domains/answer';
import type { DomainQuestion } from './lsp/protocol/domainQuestion';
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
  const own = process.platform === 'win32' ? refuseOtherComputers(blockingFiles, () => false) : blockingFiles;
  const { files, record } = recordFiles(own);
  const computer: RootedComputer = {
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
  return question.kind === 'domain';
}

serveThread(parentPort, workerData, (given) => answer(given as Given<Question | DomainQuestion>));
