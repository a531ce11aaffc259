import type { MessageConnection } from 'vscode-jsonrpc';
import type { Registration } from 'vscode-languageserver';
import { isRecord, stringAt, valueAt } from './fromLsp';

export const WATCH_METHOD = 'workspace/didChangeWatchedFiles';

/** Asks a client to tell of changes to what may be a descriptor. */
export const WATCH_JSON_FILES: Registration = {
  id: 'json-files',
  method: WATCH_METHOD,
  registerOptions: { watchers: [{ globPattern: '**/*.json' }] },
};

/** Hands on the URIs of files that were written, created or deleted. */
export function onChangedFiles(
  connection: MessageConnection,
  changed: (uris: readonly string[]) => void,
): void {
  connection.onNotification(WATCH_METHOD, (params: unknown) => {
    const changes = valueAt(params, 'changes');
    const uris = (Array.isArray(changes) ? (changes as unknown[]) : []).flatMap((change) =>
      isRecord(change) ? (stringAt(change, 'uri') ?? []) : [],
    );
    if (uris.length > 0) changed(uris);
  });
}
