import type { Dirent, Stats } from 'node:fs';
import type { FileStat, FolderEntry } from './workspace';

/** What Node says is in a folder, sorted by name, links not followed. */
export function toEntries(found: readonly Dirent[]): readonly FolderEntry[] {
  return found
    .map((entry): FolderEntry => ({ name: entry.name, kind: toKind(entry) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function toKind(entry: Dirent): FolderEntry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
}

/** See FileStat. The clock behind ctime is coarse, so that files written one after the other may share one. */
export function revisionOf({ dev, ino, ctimeMs }: Pick<Stats, 'dev' | 'ino' | 'ctimeMs'>): string {
  return `${dev}:${ino}:${ctimeMs}`;
}

/** What a path leads to. */
export function toKindOf(found: Stats): FileStat['kind'] {
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}
