import { ResponseError, type CancellationToken } from 'vscode-languageserver';

/** Writes a line to the log that the client shows. */
export type Log = (line: string) => void;

/**
 * Runs the work for one request. A bug is answered with an error and logged with its place: it does not end the server, and the client
 * does not mistake it for an answer. A cancelled request is not started and is answered as cancelled.
 */
export async function guard<R>(
  method: string,
  token: CancellationToken,
  log: Log,
  work: () => R | Promise<R>,
): Promise<R | ResponseError<never>> {
  if (isCancelled(token)) return makeCancelledError();
  try {
    const result = await work();
    return isCancelled(token) ? makeCancelledError() : result;
  } catch (error) {
    log(`${method} failed: ${describeError(error)}`);
    return new ResponseError<never>(INTERNAL_ERROR, `${method} failed. The log of the server says why.`);
  }
}

/** Runs the work for one notification. A bug is logged with its place. */
export async function guardNotification(
  method: string,
  log: Log,
  work: () => void | Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    log(`${method} failed: ${describeError(error)}`);
  }
}

/** Describes an error with its stack, for the log; the stack of an error response from a client is useless. */
export function describeError(error: unknown): string {
  if (error instanceof ResponseError) return `the client answers with error ${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** [LSP, ErrorCodes and LSPErrorCodes] */
const INTERNAL_ERROR = -32603;
const REQUEST_CANCELLED = -32800;
const REQUEST_FAILED = -32803;

/** Reads a property that may change during an await, which the type checker does not expect. */
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function makeCancelledError(): ResponseError<never> {
  return new ResponseError<never>(REQUEST_CANCELLED, 'The request was cancelled.');
}

/** Makes the answer to a valid request that cannot be fulfilled. @param reason for the user */
export function makeRefusal(reason: string): ResponseError {
  return new ResponseError(REQUEST_FAILED, reason);
}
