import { ResponseError, type CancellationToken } from 'vscode-jsonrpc';

/** Takes a line for the log that the client shows. */
export type Log = (line: string) => void;

/**
 * Runs the work for one request. A bug answers `fallback` and is logged: it ends neither the request nor the server. What the
 * client has cancelled is not begun, and answered as cancelled.
 */
export async function guard<R>(
  method: string,
  fallback: R,
  token: CancellationToken,
  log: Log,
  work: () => R | Promise<R>,
): Promise<R | ResponseError> {
  if (isCancelled(token)) return cancelled();
  try {
    const result = await work();
    return isCancelled(token) ? cancelled() : result;
  } catch (error) {
    log(`${method} failed: ${describe(error)}`);
    return fallback;
  }
}

/** An error with its stack, for the log. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** [LSP, LSPErrorCodes] */
const REQUEST_CANCELLED = -32800;

/** Changes while work is waited for, which a type checker that reads the property twice does not expect. */
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function cancelled(): ResponseError {
  return new ResponseError(REQUEST_CANCELLED, 'The request was cancelled.');
}
