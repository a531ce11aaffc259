import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { revisionOf, toEntries } from './nodeEntries';
import type { Workspace } from './workspace';

/** The files of this machine, each call done when it returns: for a thousand small files several times as fast as `nodeWorkspace`. */
export const blockingFiles: Pick<Workspace, 'stat' | 'entries' | 'read'> = {
  stat(path) {
    const found = unlessFailing(() => statSync(path, { throwIfNoEntry: false }));
    if (!found) return Promise.resolve(undefined);
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return Promise.resolve({ kind, size: found.size, revision: revisionOf(found) });
  },

  entries(folder) {
    const found = unlessFailing(() => readdirSync(folder, { withFileTypes: true })) ?? [];
    return Promise.resolve(toEntries(found));
  },

  read: (path) => Promise.resolve(unlessFailing(() => readFileSync(path))),
};

/** What a symbolic link says; undefined for what is no link. */
export function readLinkTargetBlocking(path: string): Promise<string | undefined> {
  const isLink = unlessFailing(() => lstatSync(path, { throwIfNoEntry: false }))?.isSymbolicLink() === true;
  return Promise.resolve(isLink ? unlessFailing(() => readlinkSync(path)) : undefined);
}

function unlessFailing<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
