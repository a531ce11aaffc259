import { MAX_LINKS, MAX_PATH } from './limits';
import type { NoContent, Workspace } from './workspace';

/** The files of a machine whose file system is below a folder of this one, by their paths on that machine. */
export interface RootedWorkspace extends Workspace {
  /** Returns a file's path on this machine with all links resolved, so it cannot leave the root. Undefined for a link loop. */
  toHost(path: string): Promise<string | undefined>;
}

/**
 * Makes a workspace of the files below a folder that is the root of another machine's file system, by their paths on that machine. Links
 * anywhere in a path resolve as after chroot: an absolute target starts at the root again, and `..` does not leave it. /dev/null is always
 * the null device, even if the folder lacks it.
 *
 * A process that replaces a folder with a link between the check of a path and the read can still redirect the read: Node cannot open a
 * file relative to an open folder. Read the file systems of running containers only while no one can change them.
 *
 * The targets of links are cached: make another workspace if they may have changed.
 *
 * @param root the folder, without a slash at its end; empty for this machine itself
 */
export function makeRootedWorkspace(root: string, files: Workspace): RootedWorkspace {
  if (root === '') return { ...files, toHost: (path) => Promise.resolve(path) };
  const targets = new Map<string, Promise<string | undefined>>();
  const linkTarget = (path: string): Promise<string | undefined> => {
    const target = targets.get(path) ?? files.linkTarget(path);
    targets.set(path, target);
    return target;
  };
  const folders = new Map<string, Promise<string | undefined>>();
  const resolveFolder = (folder: string): Promise<string | undefined> => {
    const real = folders.get(folder) ?? resolveBelow(root, folder, linkTarget);
    folders.set(folder, real);
    return real;
  };
  // Most paths are those of ordinary files in a few folders.
  const resolve = async (path: string): Promise<string | undefined> => {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (slash > 0 && path.length <= MAX_PATH && !/^\.{0,2}$|\\/.test(name)) {
      const folder = await resolveFolder(path.slice(0, slash));
      const real = `${folder === '/' ? '' : folder}/${name}`;
      if (folder !== undefined && real !== NULL_DEVICE && (await linkTarget(root + real)) === undefined)
        return real;
    }
    return resolveBelow(root, path, linkTarget);
  };
  const toHost = async (path: string): Promise<string | undefined> => {
    const real = await resolve(path);
    return real === undefined ? undefined : root + real;
  };
  return {
    toHost,
    async stat(path) {
      const real = await resolve(path);
      if (real === NULL_DEVICE) return { kind: 'other', size: 0 };
      return real === undefined ? undefined : files.stat(root + real);
    },
    async entries(folder) {
      const real = await toHost(folder);
      if (real === undefined) return explainUnresolved(folder);
      const found = await files.entries(real);
      // Remember what is not a link, to save reading it later.
      for (const { name, kind } of 'entries' in found ? found.entries : [])
        if (kind !== 'link') targets.set(`${real.replace(/\/$/, '')}/${name}`, NO_LINK);
      return found;
    },
    async folderIdentity(path) {
      const real = await toHost(path);
      return real === undefined ? undefined : files.folderIdentity(real);
    },
    async read(path, limit, isKnownAsFile) {
      const real = await resolve(path);
      if (real === NULL_DEVICE) return { bytes: new Uint8Array() };
      return real === undefined ? explainUnresolved(path) : files.read(root + real, limit, isKnownAsFile);
    },
    async open(path) {
      const real = await resolve(path);
      if (real === NULL_DEVICE) return NOT_REGULAR;
      return real === undefined ? explainUnresolved(path) : files.open(root + real);
    },
    async linkTarget(path) {
      const slash = path.lastIndexOf('/');
      const folder = await toHost(path.slice(0, slash + 1));
      const name = path.slice(slash + 1);
      if (folder === undefined || name === '' || name === '.' || name === '..') return undefined;
      return linkTarget(`${folder.replace(/\/$/, '')}/${name}`);
    },
  };
}

const NULL_DEVICE = '/dev/null';
const NO_LINK = Promise.resolve(undefined);
const LOOP: NoContent = { problem: { kind: 'link-loop' } };
const TOO_LONG: NoContent = { problem: { kind: 'name-too-long' } };
const NOT_REGULAR: NoContent = { problem: { kind: 'not-regular' } };

/** Why `resolveBelow` finds nothing that a path leads to. */
function explainUnresolved(path: string): NoContent {
  return path.length > MAX_PATH ? TOO_LONG : LOOP;
}

/**
 * Makes a workspace of this machine's files by their paths here. Paths below the root are resolved inside it.
 *
 * @param normalise returns the absolute path, with `/`, of a path that a person wrote. Optional, because `..` in the paths of descriptors must
 *   not lead out of the root
 */
export function makeWorkspaceAround(
  root: string,
  files: Workspace,
  normalise: (path: string) => string = (path) => path,
): Workspace {
  if (root === '') return files;
  return splitAt(root, makeRootedWorkspace(root, files), files, normalise);
}

/** Makes a workspace of the files in one folder only, by their paths outside it. Links are resolved inside the folder. */
export function makeConfinedWorkspace(folder: string, files: Workspace): Workspace {
  return splitAt(folder, makeRootedWorkspace(folder, files), NO_FILES, (path) => path);
}

const MISSING: NoContent = { problem: { kind: 'missing' } };
/** A machine without files. */
export const NO_FILES: Workspace = {
  stat: () => Promise.resolve(undefined),
  entries: () => Promise.resolve(MISSING),
  folderIdentity: () => Promise.resolve(undefined),
  read: () => Promise.resolve(MISSING),
  open: () => Promise.resolve(MISSING),
  linkTarget: () => Promise.resolve(undefined),
};

/** Uses one workspace for paths below a root and another for all others. */
function splitAt(
  root: string,
  rooted: Workspace,
  files: Workspace,
  normalise: (path: string) => string,
): Workspace {
  const at = <T>(path: string, ask: (of: Workspace, path: string) => T): T => {
    const below = findPathBelow(root, normalise(path));
    return below === undefined ? ask(files, path) : ask(rooted, below);
  };
  return {
    stat: (path) => at(path, (of, there) => of.stat(there)),
    entries: (path) => at(path, (of, there) => of.entries(there)),
    folderIdentity: (path) => at(path, (of, there) => of.folderIdentity(there)),
    read: (path, limit) => at(path, (of, there) => of.read(there, limit)),
    open: (path) => at(path, (of, there) => of.open(there)),
    linkTarget: (path) => at(path, (of, there) => of.linkTarget(there)),
  };
}

/** Converts an absolute path to the path below a root; undefined for a file outside the root, and without a root. */
export function findPathBelow(root: string, path: string): string | undefined {
  if (root === '') return undefined;
  if (path === root) return '/';
  return path.startsWith(`${root}/`) ? path.slice(root.length) : undefined;
}

/**
 * Resolves all links in a path of a machine and removes repeated slashes; returns undefined for a link loop and for a path that is too long
 * for any file.
 *
 * @param files the machine's files, by their paths there
 */
export function findRealPath(
  path: string,
  files: Pick<Workspace, 'linkTarget'>,
): Promise<string | undefined> {
  return resolveBelow('', path, (there) => files.linkTarget(there));
}

/** Resolves a path of the machine below `root` to a path on that machine; undefined for a link loop, and for a path over MAX_PATH. */
async function resolveBelow(
  root: string,
  path: string,
  linkTarget: (path: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  if (path.length > MAX_PATH) return undefined;
  // On Windows, a backslash separates folders, too.
  const separator = /^(?:[A-Za-z]:|[\\/]{2})/.test(root) ? /[\\/]/ : '/';
  const listParts = (text: string): string[] =>
    text.split(separator).filter((part) => part !== '' && part !== '.');
  const ahead = listParts(path).reverse();
  const done: string[] = [];
  for (let links = 0; ahead.length > 0;) {
    const part = ahead.pop() ?? '';
    if (part === '..') {
      done.pop();
      continue;
    }
    const here = `/${[...done, part].join('/')}`;
    const target = here === NULL_DEVICE ? undefined : await linkTarget(root + here);
    if (target === undefined) {
      done.push(part);
      continue;
    }
    if (++links > MAX_LINKS) return undefined;
    if (target.startsWith('/')) done.length = 0;
    ahead.push(...listParts(target).reverse());
  }
  return `/${done.join('/')}`;
}
