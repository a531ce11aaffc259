import { readDeepFacts, type DeepFacts } from './images/deep';
import type { ImageFacts } from './images/facts';
import { inspectImage } from './images/inspectImage';
import type { DomainQuestion } from './lsp/protocol/domainQuestion';
import { MachineAnswers } from './machineAnswers';
import type { DraftWish } from './drafting/question';
import type { RuleSeverities } from './rules/severities';
import type { Question } from './selection/question';
import { draftOnDisk } from './service/draftOnDisk';
import { withImage } from './service/lookIntoImage';
import type { FilesRecord } from './service/recordFiles';
import type { Recorded } from './service/rememberAnswers';
import { NO_FILES } from './workspace/rootedWorkspace';
import type { Workspace } from './workspace/workspace';

/** Code that a server in a browser evaluates with the first domain, image or question about the selection of firmware. */

/** The rules whose findings are about the files of a machine. */
const UNKNOWABLE: RuleSeverities = new Map([
  ['guest-no-firmware', 'off'],
  ['guest-image-missing', 'off'],
]);

/** Answers like selectionWorker.ts. The only machine is the one below a root: without a root, nothing is concluded from missing files. */
export class BrowserAnswers {
  private readonly rooted: MachineAnswers;
  private readonly rootless = new MachineAnswers({ ...BROWSER, files: NO_FILES });

  constructor(files: Workspace) {
    this.rooted = new MachineAnswers({ ...BROWSER, files });
  }

  answer(question: Question | DomainQuestion): Promise<Recorded<FilesRecord>> {
    if (question.root !== '') return this.rooted.answer(question);
    const own = { ...question, root: '/' };
    if (own.kind !== 'domain') return this.rootless.answer(own);
    if (own.method === 'textDocument/codeLens') return Promise.resolve(NO_LENSES);
    const severities: RuleSeverities = new Map([...own.severities, ...UNKNOWABLE]);
    return this.rootless.answer({ ...own, severities, looksAtImages: false });
  }
}

const BROWSER = { user: {}, architecture: 'x86_64' };
const NO_LENSES: Recorded<FilesRecord> = {
  answer: [],
  basis: { stats: new Map(), entries: new Map(), links: new Map() },
};

/** Reads the uncompressed parts of an image; undefined if it cannot be read. */
export async function readHeaders(path: string, files: Workspace): Promise<ImageFacts | undefined> {
  const found = await withImage(path, files, inspectImage);
  return 'problem' in found ? undefined : found;
}

/** Lets other requests be served while an image is unpacked. */
const serveOthers = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

/** Reads the compressed modules of an image; undefined if it cannot be read. */
export async function readModules(path: string, files: Workspace): Promise<DeepFacts | undefined> {
  const found = await withImage(path, files, (image) => readDeepFacts(image, undefined, serveOthers));
  return found && 'problem' in found ? undefined : found;
}

/** Proposes a descriptor for images. */
export function draftInBrowser(
  { wish, root }: { readonly wish: DraftWish; readonly root?: string },
  files: Workspace,
): Promise<unknown> {
  return draftOnDisk(wish, root, files);
}
