import type { SymbolInformation } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import { isSchemaPath, looksLikeQapi } from '../../qapi/recognise';
import type { QapiQuestion, QapiText, Refusal } from '../protocol/qapiQuestion';
import type { ClientFeatures } from '../protocol/capabilities';
import { isRecord, toPath, toPathPart } from '../protocol/fromLsp';
import { makeRefusal } from '../protocol/guard';
import type { Host } from '../protocol/host';
import type { Folders } from './folders';
import type { Settings } from './settings';
import type { Texts } from './texts';

/** What the questions of one client have in common. */
interface Asker {
  readonly settings: Settings;
  readonly folders: Folders;
  readonly client: ClientFeatures;
  readonly commands: ReadonlySet<string>;
  readonly docsUri?: string | undefined;
  readonly trusted: boolean;
  readonly translations: unknown;
}

/** Answers requests about QAPI schemas in a thread, which most windows never need: the code that knows the language is only there. */
export class SchemaTexts {
  private generation = 0;

  constructor(
    private readonly texts: Texts,
    private readonly asker: Asker,
    private readonly thread: NonNullable<Host['qapi']>,
  ) {}

  /** Answers a request about an open document; undefined for any other document. Rejects if the thread fails. */
  async answer(method: string, uri: string | undefined, params: unknown): Promise<unknown> {
    if (uri === undefined || !this.isOpen(uri)) return undefined;
    const found = await this.ask(method, uri, params);
    return isRefusal(found) ? makeRefusal(found.refusal) : found;
  }

  /** Lists the problems of an open document with the version that they are about; undefined for any other document, and for one that was closed meanwhile. */
  async diagnose(
    uri: string,
  ): Promise<{ readonly items: readonly unknown[]; readonly version: number } | undefined> {
    const document = this.texts.get(uri);
    if (!document || !this.isOpen(uri)) return undefined;
    const { version } = document;
    const items = (await this.ask('textDocument/diagnostic', uri, null)) as readonly unknown[];
    if (this.texts.get(uri) !== document) return undefined;
    return document.version === version ? { items, version } : this.diagnose(uri);
  }

  /** Finds definitions by name; none if no schema is open. */
  async findSymbols(params: unknown): Promise<readonly SymbolInformation[]> {
    if (this.listOpen().length === 0) return [];
    return (await this.ask('workspace/symbol', '', params)) as readonly SymbolInformation[];
  }

  /** Returns whether an open document is a schema. */
  isOpen(uri: string): boolean {
    const document = this.texts.get(uri);
    return document !== undefined && isSchema(document);
  }

  /** Call this when files or settings changed. */
  forget(): void {
    this.generation++;
  }

  /** Call this when a document is closed: without open schemas, the thread is not needed. */
  closed(uri: string): void {
    if (!this.texts.uris.some((other) => other !== uri && this.isOpen(other))) this.thread.rest();
    this.forget();
  }

  private listAll(): readonly TextDocument[] {
    return this.texts.uris.flatMap((uri) => this.texts.get(uri) ?? []);
  }

  private listOpen(): readonly TextDocument[] {
    return this.listAll().filter(isSchema);
  }

  private async ask(method: string, uri: string, params: unknown): Promise<unknown> {
    // The text documents change in place, so everything is read from them before the first await.
    const open = this.listOpen().map(toText);
    const others = method.endsWith('references') ? this.listAll().map(toText) : undefined;
    const { client, commands, docsUri, folders, trusted, translations } = this.asker;
    const { qapiDialect: dialect } = await this.asker.settings.of(uri === '' ? undefined : uri);
    const question: QapiQuestion = {
      ...{ kind: 'qapi', method, params, open, others, dialect, client, commands, docsUri },
      path: uri === '' ? '' : toFilePath(uri),
      generation: this.generation,
      folders: folders.paths,
      isConfined: !trusted,
    };
    return this.thread.ask({ question, translations });
  }
}

/** A document keeps the language that the client gives it; JSON is a schema by its path or content. */
function isSchema(document: TextDocument): boolean {
  const { languageId, uri } = document;
  if (languageId === 'qapi') return true;
  if (languageId === 'qemu-firmware') return false;
  return isSchemaPath(toPathPart(uri)) && looksLikeQapi(document.getText());
}

function toText(document: TextDocument): QapiText {
  const { uri, version } = document;
  return { uri, version, path: toFilePath(uri), text: document.getText() };
}

function toFilePath(uri: string): string {
  return toPath(uri) ?? uri;
}

function isRefusal(found: unknown): found is Refusal {
  return isRecord(found) && typeof found.refusal === 'string';
}
