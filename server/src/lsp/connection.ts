import {
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc';
import type { InitializeResult } from 'vscode-languageserver';
import { version } from '../../../package.json';
import { serverCapabilities, clientFeatures } from './capabilities';
import { valueAt } from './fromLsp';
import type { Log } from './guard';
import type { Host } from './host';
import { serve } from './serve';

/** Serves one client, from `initialize` to `exit` or until the streams close. The same for every host. */
export function startServer(reader: MessageReader, writer: MessageWriter, host: Host): void {
  const log: Log = (line) => {
    sendLog(connection, line);
  };
  const connection = createMessageConnection(reader, writer, { error: log, warn: log, info: log, log });
  let initialized = false;
  // The exit code tells whether the client took its leave. [LSP, exit]
  let code = 1;
  connection.onRequest('initialize', (params: unknown): InitializeResult | ResponseError => {
    if (initialized)
      return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    initialized = true;
    const client = clientFeatures(valueAt(params, 'capabilities'));
    const processId = valueAt(params, 'processId');
    if (typeof processId === 'number') host.watch?.(processId);
    serve(connection, client, params, host, log);
    return { capabilities: serverCapabilities(client), serverInfo: { name: 'qemu-firmware', version } };
  });
  connection.onRequest('shutdown', () => {
    code = 0;
    return null;
  });
  const end = (): void => {
    host.exit(code);
  };
  connection.onNotification('exit', end);
  connection.onClose(end);
  connection.onError(([error]) => {
    // A body that is no JSON costs one message. After a broken header or on a broken stream nothing can be read any more.
    if (error.name === 'Error') host.exit(1, error.message);
    else log(`A message could not be read: ${error.message}`);
  });
  connection.listen();
}

/** [LSP, MessageType.Error] */
const ERROR = 1;

function sendLog(connection: MessageConnection, message: string): void {
  try {
    connection.sendNotification('window/logMessage', { type: ERROR, message }).catch(() => undefined);
  } catch {
    // The connection is closed: nobody is there to be told.
  }
}
