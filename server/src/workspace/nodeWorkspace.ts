import { readdir, readFile, stat } from 'node:fs/promises';
import type { Workspace } from './workspace';

/** The files of this machine. */
export const nodeWorkspace: Workspace = {
  async stat(path) {
    const found = await stat(path).catch(() => undefined);
    if (!found) return undefined;
    return { kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other', size: found.size };
  },

  async list(folder) {
    const names = await readdir(folder).catch(() => []);
    return names.sort();
  },

  async read(path) {
    return readFile(path).catch(() => undefined);
  },
};
