import type { Connection } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { readString, readUri, readValue } from '../protocol/fromLsp';
import { describeError, type Log } from '../protocol/guard';

/** The events of an open document. */
export interface TextListener {
  opened?(document: TextDocument): void;
  /** It was opened or its text changed. */
  changed?(document: TextDocument): void;
  saved?(document: TextDocument): void;
  closed?(document: TextDocument): void;
}

/** The open documents of the client, updated by incremental changes. Each TextDocument changes in place. */
export class Texts {
  private readonly open = new Map<string, TextDocument>();
  private readonly listeners: TextListener[] = [];

  constructor(connection: Connection, log: Log) {
    const on = (method: string, handler: (uri: string, params: unknown) => void): void => {
      connection.onNotification(method, (params: unknown) => {
        try {
          const uri = readUri(params);
          if (uri !== undefined) handler(uri, params);
        } catch (error) {
          log(`${method} failed: ${describeError(error)}`);
        }
      });
    };
    on('textDocument/didOpen', (uri, params) => {
      this.opened(uri, params);
    });
    on('textDocument/didChange', (uri, params) => {
      this.change(uri, params);
    });
    on('textDocument/didSave', (uri) => {
      this.tell(uri, 'saved');
    });
    on('textDocument/didClose', (uri) => {
      this.tell(uri, 'closed');
      this.open.delete(uri);
    });
  }

  listen(listener: TextListener): void {
    this.listeners.push(listener);
  }

  get(uri: string): TextDocument | undefined {
    return this.open.get(uri);
  }

  get uris(): readonly string[] {
    return [...this.open.keys()];
  }

  private opened(uri: string, params: unknown): void {
    const language = readString(params, 'textDocument.languageId') ?? '';
    const text = readString(params, 'textDocument.text') ?? '';
    this.open.set(uri, TextDocument.create(uri, language, readVersion(params) ?? 0, text));
    this.tell(uri, 'opened');
    this.tell(uri, 'changed');
  }

  private change(uri: string, params: unknown): void {
    const document = this.open.get(uri);
    const changes = readValue(params, 'contentChanges');
    if (!document || !Array.isArray(changes)) return;
    const events = changes as TextDocumentContentChangeEvent[];
    TextDocument.update(document, events, readVersion(params) ?? document.version);
    this.tell(uri, 'changed');
  }

  private tell(uri: string, what: keyof TextListener): void {
    const document = this.open.get(uri);
    if (document) for (const listener of this.listeners) listener[what]?.(document);
  }
}

function readVersion(params: unknown): number | undefined {
  const version = readValue(params, 'textDocument.version');
  return typeof version === 'number' ? version : undefined;
}
