import { parentPort, workerData } from 'node:worker_threads';
import { NEWEST_RELEASE, getSchema } from './schema/bundled';
import { answerQuestion } from './service/answerQuestion';
import { DomainChecker } from './service/checkDomain';
import { answerDomain, type RootedComputer } from './lsp/domains/answer';
import type { DomainQuestion } from './lsp/protocol/domainQuestion';
import type { DraftWish } from './drafting/question';
import type { Question } from './selection/question';
import { draftOnDisk } from './service/draftOnDisk';
import type { Recorded } from './service/rememberAnswers';
import { recordFiles, saysTheSame, type FilesRecord } from './service/recordFiles';
import { translateWith } from './text/translations';
import { blockingFiles } from './workspace/nodeBlockingFiles';
import { nodeWorkspace } from './workspace/nodeWorkspace';
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

const own = process.platform === 'win32' ? refuseOtherComputers(blockingFiles, () => false) : blockingFiles;

/** A computer, and what was read from its files. */
interface Opened {
  readonly computer: RootedComputer;
  readonly record: FilesRecord;
}

/** @param root the folder with the files of the computer; empty for this one */
function openComputer(root: string): Opened {
  const { files, record } = recordFiles(own);
  const computer: RootedComputer = {
    files: makeRootedWorkspace(root, files),
    user: root === '' ? findUserFolders() : {},
    architecture: getHostArchitecture(),
    context: getSchema('latest'),
    newestRelease: NEWEST_RELEASE,
  };
  return { computer, record };
}

/** Answers a question with what was read from files; see rememberAnswers. */
async function answer(question: Question | DomainQuestion): Promise<Recorded<FilesRecord>> {
  if (question.kind === 'domain') return answerAboutDomain(question);
  const { computer, record } = openComputer(question.root);
  return { answer: await answerQuestion(question, computer), basis: record };
}

/** What the last question about a domain was answered with. Most questions follow each other, without a change to files in between. */
let last: (Opened & { readonly key: string; readonly checker: DomainChecker }) | undefined;

/** The number of paths after which the record starts again: editors ask about each path that is being typed. */
const MAX_RECORDED = 50_000;

async function answerAboutDomain(question: DomainQuestion): Promise<Recorded<FilesRecord>> {
  const { root, consumers, inSession, directories, qemuVersion, looksAtImages } = question;
  const ways = { root, consumers, inSession, directories, qemuVersion, looksAtImages };
  const key = JSON.stringify(ways);
  const isUsable =
    last?.key === key && last.record.stats.size < MAX_RECORDED && (await saysTheSame(last.record, own));
  if (!last || !isUsable) {
    const opened = openComputer(root);
    last = { ...opened, key, checker: new DomainChecker({ ...ways, computer: opened.computer }) };
  }
  const { record, checker, computer } = last;
  return { answer: await answerDomain(question, checker, computer), basis: record };
}

/** A request for a new descriptor. */
interface DraftGiven {
  readonly wish: DraftWish;
  readonly root?: string | undefined;
  readonly translations: unknown;
}

serveThread(parentPort, workerData, (given) => {
  const asked = given as Given<Question | DomainQuestion> | DraftGiven;
  translateWith(asked.translations);
  return 'wish' in asked ? draftOnDisk(asked.wish, asked.root, nodeWorkspace) : answer(asked.question);
});
