/**
 * Lists the folders whose descriptors a consumer reads together with `file`, its own first: those of packages, of the administrator and, if
 * the file is in it, of the user, below the same root. [firmware.json, Firmware] Paths are absolute, with `/`. A file outside a
 * descriptor directory has no such folders.
 */
export function listFoldersReadWith(file: string): readonly string[] {
  const own = /^(.*\/qemu\/firmware)\/[^/]+$/.exec(file)?.[1];
  if (own === undefined) return [];
  const root = /^(.*?)(?:\/usr\/share|\/etc|(?:\/home\/[^/]+|\/root)?\/\.config)\/qemu\/firmware$/.exec(
    own,
  )?.[1];
  if (root === undefined) return [own];
  return [...new Set([own, `${root}/etc/qemu/firmware`, `${root}/usr/share/qemu/firmware`])];
}

/** The directories that every consumer searches, the least specific first: those of packages and of the administrator. [firmware.json, Firmware] */
export const SYSTEM_FOLDERS: readonly string[] = ['/usr/share/qemu/firmware', '/etc/qemu/firmware'];

/** The maximum number of additional directories; the rest is ignored. */
export const MAX_DIRECTORIES = 16;

/**
 * Lists the directories of a search path, the least specific first.
 *
 * @param own the directories that a consumer searches by default, in that order
 * @param further additional directories that the user names: they come after the consumer's own, so their files override those; the
 *   first of several has the highest priority
 */
export function joinSearchPath(own: readonly string[], further: readonly string[]): readonly string[] {
  const more = [...new Set(further)].filter((folder) => !own.includes(folder)).slice(0, MAX_DIRECTORIES);
  return [...more.reverse(), ...own];
}

/**
 * Whether a folder looks like a machine's descriptor directory in a place that few programs search, such as
 * `/opt/homebrew/share/qemu/firmware`. When packages are built, `usr/share` and `etc` can be below any folder.
 *
 * @param root the root folder of the machine; empty for this one, which has folders with sources, too
 */
export function isUnusualFolder(folder: string, root: string): boolean {
  const isBelow = root !== '' && folder.startsWith(`${root}/`);
  const [, parent] = /^(.*)\/qemu\/firmware$/.exec(isBelow ? folder.slice(root.length) : folder) ?? [];
  if (parent === undefined) return false;
  if (/^(?:\/usr\/local|\/opt(?:\/[^/]+)?)\/etc$/.test(parent)) return true;
  if (/\/(?:usr\/share|etc|\.config)$/.test(parent)) return false;
  return isBelow || /\/(?:share|lib|lib64|libexec|run)$/.test(parent);
}

/** Returns the user's descriptor directory. @param configuration the folder of the user's configuration: `$XDG_CONFIG_HOME`, or `~/.config` */
export function getUserFolder<Folder extends string | undefined>(configuration: Folder): Folder | string {
  return configuration === undefined ? configuration : `${configuration.replace(/\/+$/, '')}/qemu/firmware`;
}

/** The place of a file among the descriptors in use. */
export interface Installed {
  readonly name: string;
  /** The directory that contains it. */
  readonly folder: string;
  /** The directories that are read together, the least specific first. */
  readonly folders: readonly string[];
}

/**
 * Finds the place of a file in one of the directories that consumers search or the user adds, below `root`, which is empty for the machine
 * itself; undefined for a file elsewhere. A user's descriptors affect only that user, so the user's directory is read only for files in it.
 *
 * @param ownFolder the directory of the user's own descriptors, if known; those below the usual homes are always known
 * @param further additional directories, by their paths on the machine below `root`
 */
export function findInstalled(
  file: string,
  root: string,
  ownFolder?: string,
  further: readonly string[] = [],
): Installed | undefined {
  const [, folder, name] = /^(.*)\/([^/]+)$/.exec(file) ?? [];
  if (folder === undefined || name === undefined || !folder.startsWith(root)) return undefined;
  const system = joinSearchPath(SYSTEM_FOLDERS, further).map((each) => root + each);
  if (system.includes(folder)) return { name, folder, folders: system };
  const isUsers =
    folder === ownFolder ||
    /^(?:\/home\/[^/]+|\/root)\/\.config\/qemu\/firmware$/.test(folder.slice(root.length));
  return isUsers ? { name, folder, folders: [...system, folder] } : undefined;
}
