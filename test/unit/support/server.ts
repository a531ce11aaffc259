import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import { startServer } from '../../../server/src/lsp/connection';
import type { Host } from '../../../server/src/lsp/protocol/host';
import { makeMemoryWorkspace } from '../../../server/src/workspace/memoryWorkspace';
import type { Workspace } from '../../../server/src/workspace/workspace';

/** Files in memory that may be written while they are read. */
export class ChangingFiles implements Workspace {
  private readonly files: Map<string, string>;
  private now: Workspace;
  /** Waited for before the content of a file is handed over. */
  beforeAnswer: (() => Promise<void>) | undefined;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.files = new Map(Object.entries(files));
    this.now = makeMemoryWorkspace(files);
  }

  /** @param content undefined to delete the file */
  write(path: string, content: string | undefined): void {
    if (content === undefined) this.files.delete(path);
    else this.files.set(path, content);
    this.now = makeMemoryWorkspace(Object.fromEntries(this.files));
  }

  readonly stat: Workspace['stat'] = (path) => this.now.stat(path);
  readonly entries: Workspace['entries'] = (folder) => this.now.entries(folder);
  readonly folderIdentity: Workspace['folderIdentity'] = (path) => this.now.folderIdentity(path);
  readonly read: Workspace['read'] = async (path, limit) => {
    // The state when the call arrived, although the answer is delivered later.
    const content = await this.now.read(path, limit);
    if ('bytes' in content) await this.beforeAnswer?.();
    return content;
  };
  readonly open: Workspace['open'] = (path) => this.now.open(path);
  readonly linkTarget: Workspace['linkTarget'] = (path) => this.now.linkTarget(path);
}

/** The client of a server in this process. */
export interface OwnServer {
  readonly client: MessageConnection;
  readonly logged: readonly string[];
  dispose(): void;
}

/** Starts a server in this process, on the files of `host`. @param capabilities what its client announces */
export async function startOwnServer(
  host: Partial<Host>,
  capabilities: object,
  more: object = {},
): Promise<OwnServer> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const logged: string[] = [];
  startServer(new StreamMessageReader(toServer), new StreamMessageWriter(toClient), {
    connect: createConnection,
    defer: setImmediate,
    exit: () => undefined,
    ...host,
  });
  const client = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  client.onNotification('window/logMessage', ({ message }: { message: string }) => {
    logged.push(message);
  });
  client.onRequest(() => null);
  client.listen();
  await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities, ...more });
  await client.sendNotification('initialized', {});
  return {
    client,
    logged,
    dispose: () => {
      client.dispose();
    },
  };
}
