import type { Dirent, Stats } from 'node:fs';
import type { FileStat, FolderEntry } from './workspace';

/** Converts Node's list of a folder: sorted by name, links not followed. */
export function toEntries(found: readonly Dirent[]): readonly FolderEntry[] {
  return found
    .map((entry): FolderEntry => ({ name: entry.name, kind: toKind(entry) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toKind(entry: Dirent): FolderEntry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
}

/** See FileStat. ctime has a coarse clock, so files written in quick succession may have the same one. */
export function revisionOf({ dev, ino, ctimeMs }: Pick<Stats, 'dev' | 'ino' | 'ctimeMs'>): string {
  return `${dev}:${ino}:${ctimeMs}`;
}

/** Returns the kind of file that a path leads to. */
export function toKindOf(found: Stats): FileStat['kind'] {
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}
