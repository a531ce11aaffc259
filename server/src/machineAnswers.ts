import { answerDomain, type RootedComputer } from './lsp/domains/answer';
import type { DomainQuestion } from './lsp/protocol/domainQuestion';
import { NEWEST_RELEASE, getSchema } from './schema/bundled';
import type { User } from './selection/listing';
import type { Question } from './selection/question';
import { answerQuestion } from './service/answerQuestion';
import { DomainChecker } from './service/checkDomain';
import { recordFiles, saysTheSame, type FilesRecord } from './service/recordFiles';
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

/** A computer, and what was read from its files. */
interface Opened {
  readonly computer: RootedComputer;
  readonly record: FilesRecord;
}

/** The number of paths after which the record starts again: editors ask about each path that is being typed. */
const MAX_RECORDED = 50_000;

/** Answers questions about domains and the selection of firmware with what was read from files; see rememberAnswers. */
export class MachineAnswers {
  /** What the last question about a domain was answered with. Most questions follow each other, without a change to files in between. */
  private last: (Opened & { readonly key: string; readonly checker: DomainChecker }) | undefined;

  constructor(private readonly machine: AskedMachine) {}

  /** Rejects only if reading files does. */
  async answer(question: Question | DomainQuestion): Promise<Recorded<FilesRecord>> {
    if (question.kind === 'domain') return this.answerAboutDomain(question);
    const { computer, record } = this.open(question.root);
    return { answer: await answerQuestion(question, computer), basis: record };
  }

  private async answerAboutDomain(question: DomainQuestion): Promise<Recorded<FilesRecord>> {
    const { root, consumers, inSession, directories, qemuVersion, looksAtImages } = question;
    const ways = { root, consumers, inSession, directories, qemuVersion, looksAtImages };
    const key = JSON.stringify(ways);
    const { last } = this;
    const isUsable =
      last?.key === key &&
      last.record.stats.size < MAX_RECORDED &&
      (await saysTheSame(last.record, this.machine.files));
    const used = isUsable ? last : this.openForDomain(ways, key);
    return { answer: await answerDomain(question, used.checker, used.computer), basis: used.record };
  }

  private openForDomain(ways: Omit<ConstructorParameters<typeof DomainChecker>[0], 'computer'>, key: string) {
    const opened = this.open(ways.root);
    const checker = new DomainChecker({ ...ways, computer: opened.computer });
    return (this.last = { ...opened, key, checker });
  }

  /** @param root the folder with the files of the computer; empty for this one */
  private open(root: string): Opened {
    const { files: own, user, architecture } = this.machine;
    const { files, record } = recordFiles(own);
    const computer: RootedComputer = {
      files: makeRootedWorkspace(root, files),
      user: root === '' ? user : {},
      architecture,
      context: getSchema('latest'),
      newestRelease: NEWEST_RELEASE,
    };
    return { computer, record };
  }
}
