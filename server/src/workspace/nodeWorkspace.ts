import { promises } from 'node:fs';
import { revisionOf, toEntries, toKindOf } from './nodeEntries';
import { describeError, openFile, readFileUpTo } from './nodeFile';
import type { Workspace } from './workspace';

/** The files of this machine. */
export const nodeWorkspace: Workspace = {
  async stat(path) {
    const found = await promises.stat(path).catch(() => undefined);
    return found && { kind: toKindOf(found), size: found.size, revision: revisionOf(found) };
  },

  async entries(folder) {
    try {
      return { entries: toEntries(await promises.readdir(folder, { withFileTypes: true })) };
    } catch (error) {
      return describeError(error, folder);
    }
  },

  async folderIdentity(path) {
    const found = await promises.stat(path).catch(() => undefined);
    return found?.isDirectory() ? promises.realpath(path).catch(() => undefined) : undefined;
  },

  read: readFileUpTo,
  open: openFile,
  linkTarget: (path) => promises.readlink(path).catch(() => undefined),
};
