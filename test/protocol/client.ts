import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  PublishDiagnosticsParams,
  TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Message,
  type MessageConnection,
  type ResponseMessage,
} from 'vscode-languageserver/node';

/** What a kind of client announces, and how it starts the server. */
export interface Kind {
  readonly capabilities: object;
  readonly settings?: unknown;
  readonly locale?: unknown;
  readonly initializationOptions?: Readonly<Record<string, unknown>>;
  readonly workspaceFolders?: readonly { readonly uri: string; readonly name: string }[];
}

/** The consumer of tests that name no other: the programs on the testing machine must not matter. */
export const TEST_CONSUMER = 'libvirt@12.8';

/** Adds the tests' consumer to settings that name none, in their section or without it; invalid settings stay as they are. */
function nameConsumer(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return settings;
  if ('qemuFirmware' in settings) return { ...settings, qemuFirmware: nameConsumer(settings.qemuFirmware) };
  return { consumers: [TEST_CONSUMER], ...settings };
}

/** Adds the tests' consumer to the settings, if any, in the parameters of a notification. */
function withConsumer(params: unknown): unknown {
  return typeof params === 'object' && params !== null && 'settings' in params
    ? { ...params, settings: nameConsumer(params.settings) }
    : params;
}

/** A client of the bundled server. It only waits for events, never for a fixed time. */
export class Client {
  readonly connection: MessageConnection;
  /** Every message from the server. */
  readonly received: Message[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  /** The server's own requests, by method. */
  readonly asked: string[] = [];
  readonly exit: Promise<number | null>;
  settings: unknown;
  initializeResult: InitializeResult | undefined;
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly texts = new Map<string, { text: string; version: number }>();
  private wake: (() => void)[] = [];

  private constructor(kind: Kind, environment: NodeJS.ProcessEnv, script: string, node: string) {
    this.settings = kind.settings;
    this.process = spawn(node, [path.resolve(script), '--stdio'], {
      env: { ...process.env, ...environment },
    });
    this.exit = new Promise((resolve) => this.process.once('exit', resolve));
    const reader = new StreamMessageReader(this.process.stdout);
    const listen = reader.listen.bind(reader);
    reader.listen = (callback) =>
      listen((message) => {
        this.received.push(message);
        callback(message);
        this.happened();
      });
    this.connection = createMessageConnection(reader, new StreamMessageWriter(this.process.stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.happened();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
      this.happened();
    });
    this.connection.onRequest((method: string) => {
      this.asked.push(method);
      this.happened();
      return method === 'workspace/configuration' ? [nameConsumer(this.settings)] : null;
    });
    this.connection.listen();
  }

  /**
   * @param environment variables in addition to those of the tests
   * @param node the program that runs the script
   */
  static async start(
    kind: Kind,
    environment: NodeJS.ProcessEnv = {},
    script = 'dist/server.js',
    node = process.execPath,
  ): Promise<Client> {
    const client = new Client(kind, environment, script, node);
    const { capabilities, locale, initializationOptions, workspaceFolders = null } = kind;
    const params = {
      processId: process.pid,
      rootUri: null,
      capabilities,
      locale,
      initializationOptions: {
        ...initializationOptions,
        settings: nameConsumer(initializationOptions?.settings ?? {}),
      },
      workspaceFolders,
    };
    client.initializeResult = await client.request<InitializeResult>('initialize', params);
    client.notify('initialized', {});
    return client;
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, withConsumer(params));
  }

  /** Writes messages unchanged, all at once. */
  write(...messages: readonly object[]): void {
    const frames = messages.map((message) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    });
    this.writeBytes(frames.join(''));
  }

  writeBytes(bytes: string): void {
    this.process.stdin.write(bytes);
  }

  /** Resolves with the reply to a request that was written unchanged. */
  replyTo(id: string): Promise<ResponseMessage> {
    return this.until(() =>
      this.received.find((message): message is ResponseMessage => 'id' in message && message.id === id),
    );
  }

  open(uri: string, text: string, languageId = 'qemu-firmware', version = 1): void {
    this.texts.set(uri, { text, version });
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  /** Replaces one part of the text, as an incremental change. */
  edit(uri: string, find: string, replacement: string): number {
    const { text, version } = this.known(uri);
    const document = TextDocument.create(uri, '', version, text);
    const start = text.indexOf(find);
    if (start < 0) throw new Error(`the document does not contain ${find}`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + find.length) };
    this.texts.set(uri, { text: text.replace(find, () => replacement), version: version + 1 });
    const textDocument = { uri, version: version + 1 };
    this.notify('textDocument/didChange', { textDocument, contentChanges: [{ range, text: replacement }] });
    return version + 1;
  }

  close(uri: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Sends a request about the position after the first `before` in the document. */
  at<R>(method: string, uri: string, before: string): Promise<R> {
    const { text } = this.known(uri);
    const offset = text.indexOf(before) + before.length;
    const position = TextDocument.create(uri, '', 0, text).positionAt(offset);
    return this.request(`textDocument/${method}`, { textDocument: { uri }, position });
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  codes(diagnostics: readonly Diagnostic[]): unknown[] {
    return diagnostics.map(({ code }) => code);
  }

  codeActions(uri: string, only?: readonly string[]): Promise<CodeAction[]> {
    const end = TextDocument.create(uri, '', 0, this.known(uri).text).positionAt(Number.MAX_SAFE_INTEGER);
    const range = { start: { line: 0, character: 0 }, end };
    return this.request('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
  }

  /** Returns the document's text after the server's edits. */
  applied(uri: string, edits: readonly TextEdit[]): string {
    return TextDocument.applyEdits(TextDocument.create(uri, '', 0, this.known(uri).text), [...edits]);
  }

  /** Returns the document's text after accepting an item, which is inserted literally. */
  accepted(uri: string, { textEdit, additionalTextEdits = [] }: CompletionItem): string {
    if (!textEdit) throw new Error('the item has no edit');
    const range = 'range' in textEdit ? textEdit.range : textEdit.replace;
    return this.applied(uri, [...additionalTextEdits, { range, newText: textEdit.newText }]);
  }

  /** Resolves with the first publication for this version of the document, past or future. */
  publish(uri: string, version: number): Promise<PublishDiagnosticsParams> {
    return this.until(() =>
      this.published.find((params) => params.uri === uri && params.version === version),
    );
  }

  /** Resolves once `find` returns something; calls it again after every message from the server. */
  async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.wake.push(resolve));
    }
  }

  async stop(): Promise<number | null> {
    await this.request('shutdown', undefined);
    this.notify('exit', undefined);
    const code = await this.exit;
    this.connection.dispose();
    return code;
  }

  /** Closes the server's input without a shutdown request. */
  async hangUp(): Promise<number | null> {
    this.process.stdin.end();
    return this.exit;
  }

  private known(uri: string): { text: string; version: number } {
    const known = this.texts.get(uri);
    if (!known) throw new Error(`${uri} was not opened`);
    return known;
  }

  private happened(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const resolve of waiting) resolve();
  }
}
