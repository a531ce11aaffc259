import type {
  Connection,
  InitializeResult,
  Message,
  MessageStrategy,
  MessageWriter,
  RequestMessage,
  ResponseMessage,
} from 'vscode-languageserver';
import { version } from '../../../package.json';
import { makeServerCapabilities, readClientFeatures } from './protocol/capabilities';
import { translateWith } from '../text/translations';
import { readStrings, readValue } from './protocol/fromLsp';
import { describeError, guard, type Log } from './protocol/guard';
import { loadMessages, type Host, type PausingReader } from './protocol/host';
import { readSafely } from './protocol/incoming';
import { makeLinesVisible } from '../text/visible';
import { Intake } from './protocol/intake';
import { serve } from './serve';

/** Serves one client, from `initialize` to `exit` or until the streams close. The same for every host. */
export function startServer(reader: PausingReader, writer: MessageWriter, host: Host): void {
  const log: Log = (line) => {
    sendLog(connection, line);
  };
  let state: State = 'new';
  const intake = new Intake((isSuspended) => {
    reader.suspend?.('waiting', isSuspended);
  });
  const handleMessage: MessageStrategy['handleMessage'] = (message, next) => {
    intake.start(message);
    if (!isRequest(message)) return next(message);
    const refusal = findRefusal(message, state, intake.hasRoom());
    return refusal ? writer.write(refusal) : intake.during(message, () => next(message));
  };
  const canWatch = (processId: number): boolean => host.canWatch?.(processId) === true;
  const connection = host.connect(readSafely(reader, intake, canWatch, log), writer, {
    messageStrategy: { handleMessage },
  });
  const initialize = (params: unknown): InitializeResult => {
    const translations = loadMessages(params, host);
    translateWith(translations);
    const commands = readStrings(params, 'initializationOptions.commands');
    const client = readClientFeatures(readValue(params, 'capabilities'), commands);
    serve(connection, client, { params, translations }, host.forClient?.(params) ?? host, log);
    state = 'serving';
    return { capabilities: makeServerCapabilities(client), serverInfo: { name: 'qemu-firmware', version } };
  };
  connection.onInitialize((params, token) => guard('initialize', token, log, () => initialize(params)));
  connection.onShutdown(() => {
    state = 'shut down';
  });
  const end = (): void => {
    // The exit code says whether the client sent `shutdown` first. [LSP, exit]
    host.exit(state === 'shut down' ? 0 : 1);
  };
  const fail = (error: Error): void => {
    // A body that is not JSON affects only one message. After a broken header or on a broken stream, nothing more can be read.
    if (error.name === 'Error') host.exit(1, error.message);
    else log(`A message could not be read: ${error.message}`);
  };
  connection.onExit(end);
  reader.onClose(end);
  reader.onError(fail);
  writer.onClose(end);
  writer.onError(([error]) => {
    fail(error);
  });
  host.catchBugs?.((error) => {
    log(`A bug: ${describeError(error)}`);
  });
  connection.listen();
}

type State = 'new' | 'serving' | 'shut down';

/** [LSP, ErrorCodes] */
const SERVER_NOT_INITIALIZED = -32002;
const INVALID_REQUEST = -32600;
const REQUEST_FAILED = -32803;

function isRequest(message: Message): message is RequestMessage {
  return 'id' in message && 'method' in message;
}

/** Returns the reply to a request at the wrong time: `initialize` must be the first and only one of its kind, `shutdown` the last. */
function findRefusal(
  { id, method }: RequestMessage,
  state: State,
  hasRoom: boolean,
): ResponseMessage | undefined {
  const refuse = (code: number, message: string): ResponseMessage => ({
    jsonrpc: '2.0',
    id,
    error: { code, message },
  });
  if (state === 'shut down') return refuse(INVALID_REQUEST, 'The server is shut down.');
  if ((method === 'initialize') === (state === 'new'))
    return hasRoom ? undefined : refuse(REQUEST_FAILED, 'Too many requests have no answer yet.');
  return state === 'new'
    ? refuse(SERVER_NOT_INITIALIZED, 'The server is not initialized yet.')
    : refuse(INVALID_REQUEST, 'The server is initialized already.');
}

function sendLog({ console: clientLog }: Connection, message: string): void {
  try {
    // A line names files; what throws has a stack of several lines.
    clientLog.error(makeLinesVisible(message));
  } catch {
    // The connection is closed: no client is left to notify.
  }
}
