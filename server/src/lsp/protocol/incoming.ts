/** Brings messages from a client into a form that the connection accepts, before the connection reads them. */
import type { Message, MessageReader } from 'vscode-languageserver';
import { isRecord } from './fromLsp';
import type { Intake } from './intake';
import type { Log } from './guard';

/** Whether the connection can detect the end of a process; see Host. */
type CanWatch = (processId: number) => boolean;

/** Makes a reader that passes on the result of `toMessage` for each message, and logs why it or `intake` drops one. */
export function readSafely(
  reader: MessageReader,
  intake: Intake,
  canWatch: CanWatch,
  log: Log,
): MessageReader {
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    listen: (callback) =>
      reader.listen((received) => {
        const message = toMessage(received, canWatch);
        const verdict = typeof message === 'string' ? undefined : intake.add(message);
        if (typeof message === 'string') log(`A message was ignored: ${message}.`);
        else if (verdict === 'duplicate') log('A message was ignored: another one with its id waits.');
        else if (verdict === 'taken') callback(message);
      }),
    dispose: () => {
      reader.dispose();
    },
  };
}

/**
 * Returns the message in `received`, with an object as its parameters, or why there is none.
 *
 * @param canWatch the process id of the client is removed if this returns false
 */
export function toMessage(received: unknown, canWatch?: CanWatch): Message | string {
  if (!isRecord(received)) return 'it is not an object';
  const { id, method } = received;
  if (method === undefined) return toResponse(received);
  if (typeof method !== 'string') return 'its method is not a string';
  if (id !== undefined && !isId(id)) return `the id of ${method} is neither a string nor a number`;
  const params = readParams(received);
  if (id === undefined)
    return method === '$/cancelRequest' && !isId(params.id)
      ? `${method} names no request`
      : makeMessage({ method, params });
  return makeMessage({
    id,
    method,
    params: method === 'initialize' ? readInitializeParams(params, canWatch) : params,
  });
}

/** A response with neither a result nor an error must not leave its request open. */
function toResponse({ id, result, error }: Readonly<Record<string, unknown>>): Message | string {
  if (!isId(id)) return 'it has neither a method nor the id of a request';
  if (isRecord(error)) return makeMessage({ id, error });
  if (result !== undefined) return makeMessage({ id, result });
  return makeMessage({ id, error: { code: INTERNAL_ERROR, message: NO_RESULT } });
}

/** [JSON-RPC 2.0, Error object] */
const INTERNAL_ERROR = -32603;
/** For the log. */
const NO_RESULT = 'The response has no result.';

/** [JSON-RPC 2.0, Parameter structures]: given by position, an object comes first; LSP has no parameters of another kind. */
function readParams({ params }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  return isRecord(first) ? first : {};
}

/** Returns the members that the connection itself reads, as LSP defines them. */
function readInitializeParams(
  params: Readonly<Record<string, unknown>>,
  canWatch: CanWatch | undefined,
): Readonly<Record<string, unknown>> {
  const { processId, capabilities } = params;
  const isWatched = typeof processId === 'number' && canWatch?.(processId) === true;
  return {
    ...params,
    processId: isWatched ? processId : null,
    capabilities: isRecord(capabilities) ? capabilities : {},
  };
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function makeMessage(members: Readonly<Record<string, unknown>>): Message {
  return { jsonrpc: '2.0', ...members };
}
