import { DomainDocument } from '../../domain/document';
import type { Computer } from '../../service/answerQuestion';
import type { DomainChecker, CheckedDomain } from '../../service/checkDomain';
import type { RootedWorkspace } from '../../workspace/rootedWorkspace';
import { listCodeActions } from './codeActions';
import { listCodeLenses } from './codeLens';
import { listCompletions } from './completion';
import { findDefinitions, listDocumentLinks } from './places';
import { findHover } from './hover';
import { makeDiagnostics } from './diagnostics';
import type { DomainMethod, DomainQuestion } from '../protocol/domainQuestion';

/** A computer whose files may be below a folder of this one. */
export interface RootedComputer extends Computer {
  readonly files: RootedWorkspace;
}

/** A version of a text with domains, with everything that its features need. */
export interface AskedDomain {
  readonly question: DomainQuestion;
  readonly document: DomainDocument;
  readonly checker: DomainChecker;
  readonly computer: RootedComputer;
  /** Checks the domains, once for all callers. */
  check(): Promise<CheckedDomain>;
}

/** Answers a request of LSP. The parameters are not yet validated. */
type Feature = (asked: AskedDomain) => Promise<unknown>;

const FEATURES: Readonly<Record<DomainMethod, Feature>> = {
  'textDocument/diagnostic': makeDiagnostics,
  'textDocument/codeAction': listCodeActions,
  'textDocument/codeLens': listCodeLenses,
  'textDocument/completion': listCompletions,
  'textDocument/hover': findHover,
  'textDocument/definition': findDefinitions,
  'textDocument/documentLink': listDocumentLinks,
};

/** The last text that was asked about: most questions follow each other about the same version. */
let last: DomainDocument | undefined;

/** Answers a request about domains as LSP has it. Rejects only if reading files does. @param computer the one that `checker` is for */
export async function answerDomain(
  question: DomainQuestion,
  checker: DomainChecker,
  computer: RootedComputer,
): Promise<unknown> {
  if (last?.text !== question.text) last = new DomainDocument(question.text);
  const document = last;
  let checked: Promise<CheckedDomain> | undefined;
  const check = (): Promise<CheckedDomain> => (checked ??= checker.check(document));
  return FEATURES[question.method]({ question, document, checker, computer, check });
}
