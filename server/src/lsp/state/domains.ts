import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isDomainPath, startsDomain } from '../../domain/recognise';
import {
  DOMAIN_METHODS,
  type DomainDiagnostics,
  type DomainMethod,
  type DomainQuestion,
} from '../protocol/domainQuestion';
import type { ClientFeatures } from '../protocol/capabilities';
import { toPathPart } from '../protocol/fromLsp';
import type { Host } from '../protocol/host';
import { inTurn } from '../../workspace/turns';
import type { Settings } from './settings';
import type { Texts } from './texts';

/** What the questions of one client have in common. */
interface Asker {
  readonly settings: Settings;
  readonly client: ClientFeatures;
  readonly commands: ReadonlySet<string>;
  readonly docsUri: string | undefined;
  readonly translations: unknown;
}

/** A text with domains. */
type Version = Pick<DomainQuestion, 'uri' | 'version' | 'text'>;

/** Answers requests about libvirt domains in a thread, which most windows never need: only it reads their XML. */
export class Domains {
  /** The thread answers one question after another. Those that are waiting can still be cancelled. */
  private readonly next = inTurn((work: () => Promise<unknown>) => work());
  private searched: ((folders: readonly string[]) => Promise<void>) | undefined;

  constructor(
    private readonly texts: Texts,
    private readonly asker: Asker,
    private readonly thread: NonNullable<Host['domains']>,
  ) {}

  /** Answers a request about an open document; undefined for any other document. Rejects if the thread fails. */
  async answer(
    method: string,
    uri: string | undefined,
    params: unknown,
    token: CancellationToken,
  ): Promise<unknown> {
    const known = DOMAIN_METHODS.find((name) => name === method);
    if (!known) return undefined;
    const document = uri === undefined ? undefined : this.texts.get(uri);
    // The text document changes in place, so everything is read from it before the first await.
    return document && isDomain(document) ? this.ask(known, toVersion(document), params, token) : undefined;
  }

  /** Lists the problems of an open document with the version that they are about; undefined for any other document, and for one that was closed meanwhile. */
  async diagnose(
    uri: string,
    token?: CancellationToken,
  ): Promise<(DomainDiagnostics & { readonly version: number }) | undefined> {
    const document = this.texts.get(uri);
    if (!document || !isDomain(document)) return undefined;
    const { version } = document;
    const found = (await this.ask(DIAGNOSTIC, toVersion(document), null, token)) as DomainDiagnostics | null;
    if (!found) return undefined;
    const { root } = await this.asker.settings.of(uri);
    void this.searched?.(found.folders.map((folder) => root + folder));
    if (this.texts.get(uri) !== document) return undefined;
    return document.version === version ? { ...found, version } : this.diagnose(uri, token);
  }

  /** Sets what is called with the folders that programs search for open domains. */
  onSearched(searched: (folders: readonly string[]) => Promise<void>): void {
    this.searched = searched;
  }

  /** Lists the problems of the text of a file that is not open. */
  async diagnoseFile(uri: string, text: string): Promise<DomainDiagnostics> {
    return (await this.ask(DIAGNOSTIC, { uri, version: null, text })) as DomainDiagnostics;
  }

  /** Returns whether an open document is a domain. */
  isOpen(uri: string): boolean {
    const document = this.texts.get(uri);
    return document !== undefined && isDomain(document);
  }

  /** Call this when a document is closed: without open domains, the thread is not needed. */
  closed(uri: string): void {
    if (this.texts.uris.some((other) => other !== uri && this.isOpen(other))) return;
    // Questions that are waiting would start it again.
    void this.next(() => {
      if (!this.texts.uris.some((open) => this.isOpen(open))) this.thread.rest();
      return Promise.resolve();
    });
  }

  /** @returns null if the client has cancelled the request before its turn, which its answer then says */
  private async ask(
    method: DomainMethod,
    version: Version,
    params: unknown = null,
    token?: CancellationToken,
  ): Promise<unknown> {
    const { client, commands, docsUri, translations } = this.asker;
    const settings = await this.asker.settings.of(version.uri);
    const { consumers, root, session, directories, qemuVersion, images, severities } = settings;
    if (settings.excluded) return method === DIAGNOSTIC ? { items: [], folders: [] } : null;
    const question: DomainQuestion = {
      ...version,
      ...{ kind: 'domain', method, params, client, commands, docsUri, severities },
      ...{ consumers, root, inSession: session, directories, qemuVersion },
      looksAtImages: images !== 'off',
    };
    return this.next(async () =>
      token?.isCancellationRequested === true ? null : this.thread.ask({ question, translations }),
    );
  }
}

const DIAGNOSTIC = 'textDocument/diagnostic';

function isDomain(document: TextDocument): boolean {
  const { languageId, uri } = document;
  return (languageId === 'xml' || isDomainPath(toPathPart(uri))) && startsDomain(document.getText());
}

function toVersion(document: TextDocument): Version {
  const { uri, version } = document;
  return { uri, version, text: document.getText() };
}
