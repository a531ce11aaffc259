import type { Dirent } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { openFile } from './nodeFile';
import type { Entry, Workspace } from './workspace';

/** The files of this machine. */
export const nodeWorkspace: Workspace = {
  async stat(path) {
    const found = await stat(path).catch(() => undefined);
    if (!found) return undefined;
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, size: found.size, modified: found.mtimeMs };
  },

  async list(folder) {
    const names = await readdir(folder).catch(() => []);
    return names.sort();
  },

  async entries(folder) {
    const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return found
      .map((entry): Entry => ({ name: entry.name, kind: kindOf(entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  },

  async read(path) {
    return readFile(path).catch(() => undefined);
  },

  open: openFile,
};

function kindOf(entry: Dirent): Entry['kind'] {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';
}

/** What a symbolic link says, relative to its folder or not; undefined for what is no link. */
export async function linkTarget(path: string): Promise<string | undefined> {
  return readlink(path).catch(() => undefined);
}
