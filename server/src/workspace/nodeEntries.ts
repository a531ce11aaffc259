import type { Dirent, Stats } from 'node:fs';
import type { Entry } from './workspace';

/** What Node says is in a folder, sorted by name, links not followed. */
export function toEntries(found: readonly Dirent[]): readonly Entry[] {
  return found
    .map((entry): Entry => ({ name: entry.name, kind: kindOf(entry) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(entry: Dirent): Entry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
}

/** See FileStat. The clock behind ctime is coarse, so that files written one after the other may share one. */
export function revisionOf({ dev, ino, ctimeMs }: Pick<Stats, 'dev' | 'ino' | 'ctimeMs'>): string {
  return `${dev}:${ino}:${ctimeMs}`;
}
