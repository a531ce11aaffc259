import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isDomainPath, startsDomain } from '../../domain/recognise';
import type {
  DomainAnswers,
  DomainQuestion,
  DomainQuestionKind,
  DomainQuestions,
} from '../../service/domainQuestion';
import { LineIndex } from '../../text/lineIndex';
import { toPathPart } from '../protocol/fromLsp';
import type { Host } from '../protocol/host';
import type { ResourceSettings, Settings } from './settings';
import type { Texts } from './texts';

/** One version of a text with libvirt domains, and its settings. */
export interface OpenDomain<Version extends number | null = number | null> {
  readonly uri: string;
  /** Null if the text is that of a file and no document is open. */
  readonly version: Version;
  readonly document: { readonly text: string; readonly lines: LineIndex };
  readonly settings: ResourceSettings;
}

/** Answers a request about a domain. */
type Handler = (open: OpenDomain<number>, params: unknown, token: CancellationToken) => unknown;

/** The domains among the open documents. What they say is read in a thread: most windows have none. */
export class Domains {
  private readonly handlers = new Map<string, Handler>();

  constructor(
    private readonly texts: Texts,
    private readonly settings: Settings,
    private readonly thread: NonNullable<Host['domains']>,
    private readonly translations: unknown,
  ) {}

  /** Returns the domain as of the call; undefined if the document is not open or no domain. */
  async open(uri: string | undefined): Promise<OpenDomain<number> | undefined> {
    const document = uri === undefined ? undefined : this.texts.get(uri);
    if (!document || !isDomain(document)) return undefined;
    // The text document changes in place, so everything is read from it before the first await.
    const [text, version] = [document.getText(), document.version];
    return { ...(await this.make(document.uri, text)), version };
  }

  /** Returns the domain in the text of a file that is not open. */
  async inFile(uri: string, text: string): Promise<OpenDomain<null>> {
    return { ...(await this.make(uri, text)), version: null };
  }

  /** Whether the document is open and still has this version. */
  isCurrent({ uri, version }: OpenDomain): boolean {
    return this.texts.get(uri)?.version === version;
  }

  /** Asks about the text of a domain, for the machine and the programs of its settings. Rejects if that fails. */
  async ask<Kind extends DomainQuestionKind>(
    kind: Kind,
    { document: { text }, settings }: OpenDomain,
    more: DomainQuestions[Kind],
  ): Promise<DomainAnswers[Kind]> {
    const { consumers, root, session, directories, qemuVersion, images } = settings;
    const asked = {
      consumers,
      root,
      inSession: session,
      directories,
      qemuVersion,
      looksAtImages: images !== 'off',
    };
    const question = { ...asked, ...more, kind, text } as unknown as DomainQuestion;
    return (await this.thread.ask({ question, translations: this.translations })) as DomainAnswers[Kind];
  }

  /** Sets what answers the requests of a method about domains. */
  on(method: string, handler: Handler): void {
    this.handlers.set(method, handler);
  }

  /** Answers a request about a document that is no descriptor; undefined if it is no domain either. */
  async answer(
    method: string,
    uri: string | undefined,
    params: unknown,
    token: CancellationToken,
  ): Promise<unknown> {
    const handler = this.handlers.get(method);
    const open = handler && (await this.open(uri));
    return open && handler(open, params, token);
  }

  /** Call this when a document is closed: without open domains, the thread is not needed. */
  closed(uri: string): void {
    const others = this.texts.uris.filter((other) => other !== uri);
    if (!others.some((other) => isDomain(this.texts.get(other)))) this.thread.rest();
  }

  private async make(uri: string, text: string): Promise<Omit<OpenDomain, 'version'>> {
    const settings = await this.settings.of(uri);
    return { uri, settings, document: { text, lines: new LineIndex(text) } };
  }
}

function isDomain(document: TextDocument | undefined): boolean {
  if (!document) return false;
  const { languageId, uri } = document;
  return (languageId === 'xml' || isDomainPath(toPathPart(uri))) && startsDomain(document.getText());
}
