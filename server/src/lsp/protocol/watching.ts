import type { Registration } from 'vscode-languageserver';
import { isRecord, stringAt, valueAt } from './fromLsp';

export const WATCH_METHOD = 'workspace/didChangeWatchedFiles';

/** Asks a client to tell of changes to what may be a descriptor. */
export const WATCH_JSON_FILES: Registration = {
  id: 'json-files',
  method: WATCH_METHOD,
  registerOptions: { watchers: [{ globPattern: '**/*.json' }] },
};

/** The URIs of files that were written, created or deleted. @param params of such a notification */
export function changedUris(params: unknown): readonly string[] {
  const changes = valueAt(params, 'changes');
  return (Array.isArray(changes) ? (changes as unknown[]) : []).flatMap((change) =>
    isRecord(change) ? (stringAt(change, 'uri') ?? []) : [],
  );
}
