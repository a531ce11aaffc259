import type { Registration } from 'vscode-languageserver';
import { isRecord, readString, readValue } from './fromLsp';

export const WATCH_METHOD = 'workspace/didChangeWatchedFiles';

/** Asks a client to tell of changes to what may be a descriptor. */
export const WATCH_JSON_FILES: Registration = {
  id: 'json-files',
  method: WATCH_METHOD,
  registerOptions: { watchers: [{ globPattern: '**/*.json' }] },
};

/** The URIs of files that were written, created or deleted. @param params of such a notification */
export function listChangedUris(params: unknown): readonly string[] {
  const changes = readValue(params, 'changes');
  return (Array.isArray(changes) ? (changes as unknown[]) : []).flatMap((change) =>
    isRecord(change) ? (readString(change, 'uri') ?? []) : [],
  );
}
