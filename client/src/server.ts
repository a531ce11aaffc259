import { EventEmitter, l10n, window, workspace } from 'vscode';
import type { CodeAction, Disposable, LogOutputChannel, TextDocument, Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { CustomRequest, SearchPathChanged } from '../../server/src/lsp/protocol/customRequests';
import { OPEN } from './firmwareRows';
import { CLIENT_NAME, DESCRIPTOR, EXPLAIN, QAPI, XML } from './languages';
import { SHOW_REFERENCES } from './references';
import { ruleLinks } from './ruleLinks';
import { IGNORE_IN_FILE, SET_SEVERITY } from './ruleSettings';
import { CHOOSE_CONSUMER } from './searchSettings';
import { setValuesOnly } from './setValues';
import { t } from './texts';

/**
 * Loads and creates the client of one host: for a process on the desktop, for a worker in the browser. Does not start it. Most windows with
 * JSON or XML never need it, so vscode-languageclient is not evaluated earlier.
 */
export type MakeClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** The commands that the server offers in code actions, lenses and completions. */
const COMMANDS = [
  ...[SHOW_REFERENCES, EXPLAIN, SET_SEVERITY, IGNORE_IN_FILE, OPEN, CHOOSE_CONSUMER],
  'editor.action.triggerSuggest',
];

type Converter = BaseLanguageClient['protocol2CodeConverter'];

/** The language server, which starts only when it is first needed. */
export class Server implements Disposable {
  private loading: Promise<BaseLanguageClient> | undefined;
  private client: BaseLanguageClient | undefined;
  private channel: LogOutputChannel | undefined;
  private readonly configured = new EventEmitter<void>();
  /** Fires when the server was told that settings changed and its answers may differ. */
  readonly onDidConfigure = this.configured.event;
  private readonly searchPathChanged = new EventEmitter<void>();
  /** Fires when the server may have a new answer on the search path. */
  readonly onDidChangeSearchPath = this.searchPathChanged.event;

  constructor(
    private readonly makeClient: MakeClient,
    /** Opens documents at the request of the server. */
    private readonly places: { readonly schema: Uri; readonly rules: Uri },
    /** Whether the server of this host can read files; see ClientHost. */
    private readonly hasFiles: boolean,
  ) {}

  /** Resolves when the server is ready. A failed start is shown by the client and rejects. */
  async start(): Promise<BaseLanguageClient> {
    this.loading ??= this.load();
    const client = await this.loading;
    await client.start();
    return client;
  }

  /** Like `start`, but ignores a failure, which the client has already shown. */
  async tryToStart(): Promise<void> {
    await this.start().catch((error: unknown) => {
      this.log.error(String(error));
    });
  }

  get running(): boolean {
    return this.client?.isRunning() ?? false;
  }

  async stop(): Promise<void> {
    const client = await this.loading;
    if (client?.needsStop()) await client.stop();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
    this.configured.fire();
  }

  /** Returns the server's answer, or null if it does not know the request or could not be started. */
  async request<R extends CustomRequest>(
    method: R['method'],
    params: R['params'],
  ): Promise<R['result'] | null> {
    try {
      const client = await this.start();
      return await client.sendRequest<R['result']>(method, params);
    } catch (error) {
      this.log.warn(t('{0} failed: {1}', method, String(error)));
      return null;
    }
  }

  /**
   * Lists the quick fixes of an open document, each with its findings. The server is asked, not VS Code, whose list has the fixes of all
   * extensions and does not say what they fix.
   */
  async listQuickFixes(document: TextDocument): Promise<readonly CodeAction[]> {
    try {
      const client = await this.start();
      const range = { start: { line: 0, character: 0 }, end: { line: document.lineCount, character: 0 } };
      const found = await client.sendRequest<Parameters<Converter['asCodeActionResult']>[0] | null>(
        'textDocument/codeAction',
        {
          textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
          range,
          context: { diagnostics: [], only: ['quickfix'] },
        },
      );
      const actions = await client.protocol2CodeConverter.asCodeActionResult(found ?? []);
      return actions.filter((action): action is CodeAction => 'edit' in action);
    } catch (error) {
      this.log.warn(t('{0} failed: {1}', 'textDocument/codeAction', String(error)));
      return [];
    }
  }

  /** Tells a running server about a file that was written, created or deleted outside the watched folders. */
  tellOfChange(uri: Uri): void {
    const changes = [{ uri: uri.toString(), type: CHANGED }];
    if (this.running) void this.client?.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** Makes a running server check everything again, such as the installed programs, and updates the views that show its answers. */
  async lookAgain(): Promise<void> {
    if (this.running)
      await this.client?.sendNotification('workspace/didChangeConfiguration', { settings: null });
    this.configured.fire();
  }

  showLog(): void {
    this.log.show();
  }

  dispose(): void {
    this.configured.dispose();
    this.searchPathChanged.dispose();
    this.channel?.dispose();
  }

  private async load(): Promise<BaseLanguageClient> {
    this.client = await this.makeClient({
      documentSelector: [{ language: DESCRIPTOR }, { language: QAPI }, ...XML],
      outputChannel: this.log,
      // Evaluated at each start: a workspace may have become trusted.
      initializationOptions: () => ({
        schemaUri: this.places.schema.toString(),
        docsUri: this.places.rules.toString(),
        commands: COMMANDS,
        trusted: workspace.isTrusted,
        readsFiles: this.hasFiles,
        translations: l10n.bundle,
      }),
      middleware: {
        ...ruleLinks,
        ...setValuesOnly,
        workspace: {
          ...setValuesOnly.workspace,
          didChangeConfiguration: async (sections, next) => {
            await next(sections);
            this.configured.fire();
          },
        },
      },
    });
    const changed: SearchPathChanged['method'] = 'qemuFirmware/searchPathChanged';
    this.client.onNotification(changed, () => {
      this.searchPathChanged.fire();
    });
    return this.client;
  }

  private get log(): LogOutputChannel {
    return (this.channel ??= window.createOutputChannel(CLIENT_NAME, { log: true }));
  }
}

/** [LSP, FileChangeType] */
const CHANGED = 2;
