import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { openFile } from './nodeFile';
import { revisionOf, toEntries } from './nodeEntries';
import type { Workspace } from './workspace';

/** The files of this machine. */
export const nodeWorkspace: Workspace = {
  async stat(path) {
    const found = await stat(path).catch(() => undefined);
    if (!found) return undefined;
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, size: found.size, revision: revisionOf(found) };
  },

  async list(folder) {
    const names = await readdir(folder).catch(() => []);
    return names.sort();
  },

  async entries(folder) {
    return toEntries(await readdir(folder, { withFileTypes: true }).catch(() => []));
  },

  async folderIdentity(path) {
    const found = await stat(path).catch(() => undefined);
    return found?.isDirectory() ? realpath(path).catch(() => undefined) : undefined;
  },

  async read(path) {
    return readFile(path).catch(() => undefined);
  },

  open: openFile,
};

/** What a symbolic link says, relative to its folder or not; undefined for what is no link. */
export async function readLinkTarget(path: string): Promise<string | undefined> {
  return readlink(path).catch(() => undefined);
}
