/**
 * The folders whose descriptors a consumer reads together with `file`, its own first: those of packages, of the administrator and, where
 * it lies in one, of the user, below the same root. [firmware.json, Firmware] Paths are absolute, with `/`. A file outside a
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

/** So many further directories are searched; what comes after them is left out. */
export const MAX_DIRECTORIES = 16;

/**
 * The directories of a search path, the least specific first.
 *
 * @param own those that a consumer searches by itself, in that order
 * @param further those that somebody names besides: they come after its own, so that a file in one of these overrides theirs; of
 *   several the first counts most
 */
export function joinSearchPath(own: readonly string[], further: readonly string[]): readonly string[] {
  const more = [...new Set(further)].filter((folder) => !own.includes(folder)).slice(0, MAX_DIRECTORIES);
  return [...more.reverse(), ...own];
}

/**
 * Whether a folder looks like one of a machine's directories of descriptors, at a place where few programs search, such as
 * `/opt/homebrew/share/qemu/firmware`. Where a package is put together, `usr/share` and `etc` lie below any folder.
 *
 * @param root the folder that stands for the root of the machine; empty for this one, which has folders with sources, too
 */
export function isUnusualFolder(folder: string, root: string): boolean {
  const isBelow = root !== '' && folder.startsWith(`${root}/`);
  const [, parent] = /^(.*)\/qemu\/firmware$/.exec(isBelow ? folder.slice(root.length) : folder) ?? [];
  if (parent === undefined) return false;
  if (/^(?:\/usr\/local|\/opt(?:\/[^/]+)?)\/etc$/.test(parent)) return true;
  if (/\/(?:usr\/share|etc|\.config)$/.test(parent)) return false;
  return isBelow || /\/(?:share|lib|lib64|libexec|run)$/.test(parent);
}

/** Where a user has descriptors. @param configuration the folder of the user's configuration: `$XDG_CONFIG_HOME`, or `~/.config` */
export function getUserFolder<Folder extends string | undefined>(configuration: Folder): Folder | string {
  return configuration === undefined ? configuration : `${configuration.replace(/\/+$/, '')}/qemu/firmware`;
}

/** Where a file lies among the descriptors that are in use. */
export interface Installed {
  readonly name: string;
  /** The directory it lies in. */
  readonly folder: string;
  /** The directories that are read together, the least specific first. */
  readonly folders: readonly string[];
}

/**
 * The place of a file in one of the directories that consumers search, or somebody names besides, below `root`, which is empty for the machine itself; undefined
 * for a file elsewhere. What the user has counts for the user alone, so the user's directory is read for a file in it only.
 *
 * @param ownFolder the directory of the user's own descriptors, where it is known; those below the usual homes are known anyway
 * @param further the directories that are searched besides, as the machine below `root` has them
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
