import { describeError } from '../protocol/guard';
import type { Session } from './session';

/** Asks the client to request the contents that it shows in the text again, if it can, because settings or schema changed. */
export function refreshViews({ client, connection, log }: Session): void {
  const methods = [
    ...(client.refreshTokens ? ['workspace/semanticTokens/refresh'] : []),
    ...(client.refreshLenses ? ['workspace/codeLens/refresh'] : []),
    ...(client.refreshHints ? ['workspace/inlayHint/refresh'] : []),
  ];
  for (const method of methods)
    connection.sendRequest(method).catch((error: unknown) => {
      log(`${method} failed: ${describeError(error)}`);
    });
}
