import { answerDomain } from './lsp/domains/answer';
import type { DomainQuestion } from './lsp/protocol/domainQuestion';
import { NEWEST_RELEASE, getSchema } from './schema/bundled';
import type { User } from './selection/listing';
import type { Question } from './selection/question';
import { answerQuestion } from './service/answerQuestion';
import { recordFiles, type FilesRecord } from './service/recordFiles';
import type { Recorded } from './service/rememberAnswers';
import { makeRootedWorkspace } from './workspace/rootedWorkspace';
import type { Workspace } from './workspace/workspace';

/** A machine about which questions are answered. */
export interface AskedMachine {
  /** The files of this machine, which also has the files below a root. */
  readonly files: Workspace;
  /** The user's folders on this machine. */
  readonly user: Omit<User, 'inSession'>;
  /** That of guests which name none, by QEMU's name. */
  readonly architecture: string;
}

/** Answers a question about domains or the selection of firmware with what was read from files; see rememberAnswers. */
export async function answerOnMachine(
  question: Question | DomainQuestion,
  { files: own, user, architecture }: AskedMachine,
): Promise<Recorded<FilesRecord>> {
  const { root } = question;
  const { files, record } = recordFiles(own);
  const computer = {
    files: makeRootedWorkspace(root, files),
    user: root === '' ? user : {},
    architecture,
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
