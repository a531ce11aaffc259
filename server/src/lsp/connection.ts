import {
  createMessageConnection,
  Message,
  type MessageConnection,
  type MessageReader,
  type MessageStrategy,
  type MessageWriter,
  type RequestMessage,
  type ResponseMessage,
} from 'vscode-jsonrpc';
import type { InitializeResult } from 'vscode-languageserver';
import { version } from '../../../package.json';
import { serverCapabilities, clientFeatures } from './protocol/capabilities';
import { translateWith } from '../text/translations';
import { stringsAt, valueAt } from './protocol/fromLsp';
import type { Log } from './protocol/guard';
import { messagesFor, type Host } from './protocol/host';
import { serve } from './serve';

/** Serves one client, from `initialize` to `exit` or until the streams close. The same for every host. */
export function startServer(reader: MessageReader, writer: MessageWriter, host: Host): void {
  const log: Log = (line) => {
    sendLog(connection, line);
  };
  let state: State = 'new';
  const logger = { error: log, warn: log, info: log, log };
  const handleMessage: MessageStrategy['handleMessage'] = (message, next) => {
    const refusal = Message.isRequest(message) ? refusalOf(message, state) : undefined;
    return refusal ? writer.write(refusal) : next(message);
  };
  const connection = createMessageConnection(reader, writer, logger, { messageStrategy: { handleMessage } });
  connection.onRequest('initialize', (params: unknown): InitializeResult => {
    state = 'serving';
    translateWith(messagesFor(params, host));
    const commands = stringsAt(params, 'initializationOptions.commands');
    const client = clientFeatures(valueAt(params, 'capabilities'), commands);
    const processId = valueAt(params, 'processId');
    if (typeof processId === 'number') host.watch?.(processId);
    serve(connection, client, params, host, log);
    return { capabilities: serverCapabilities(client), serverInfo: { name: 'qemu-firmware', version } };
  });
  connection.onRequest('shutdown', () => {
    state = 'shut down';
    return null;
  });
  const end = (): void => {
    // The exit code tells whether the client took its leave. [LSP, exit]
    host.exit(state === 'shut down' ? 0 : 1);
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

type State = 'new' | 'serving' | 'shut down';

/** [LSP, ErrorCodes] */
const SERVER_NOT_INITIALIZED = -32002;
const INVALID_REQUEST = -32600;

/** The reply to a request that comes at the wrong time: `initialize` is the first one and the only one of its kind, `shutdown` the last. */
function refusalOf({ id, method }: RequestMessage, state: State): ResponseMessage | undefined {
  const refuse = (code: number, message: string): ResponseMessage => ({
    jsonrpc: '2.0',
    id,
    error: { code, message },
  });
  if (state === 'shut down') return refuse(INVALID_REQUEST, 'The server is shut down.');
  if ((method === 'initialize') === (state === 'new')) return undefined;
  return state === 'new'
    ? refuse(SERVER_NOT_INITIALIZED, 'The server is not initialized yet.')
    : refuse(INVALID_REQUEST, 'The server is initialized already.');
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
