import type { Registration } from 'vscode-languageserver';
import { isRecord, readString, readValue } from './fromLsp';

export const WATCH_METHOD = 'workspace/didChangeWatchedFiles';

/** Asks a client to report changes to files that may be descriptors or domains. */
export const WATCH_FILES: Registration = {
  id: 'files',
  method: WATCH_METHOD,
  registerOptions: { watchers: [{ globPattern: '**/*.json' }, { globPattern: '**/*.xml' }] },
};

/** Lists the URIs of files that were written, created or deleted. @param params of such a notification */
export function listChangedUris(params: unknown): readonly string[] {
  const changes = readValue(params, 'changes');
  return (Array.isArray(changes) ? (changes as unknown[]) : []).flatMap((change) =>
    isRecord(change) ? (readString(change, 'uri') ?? []) : [],
  );
}
