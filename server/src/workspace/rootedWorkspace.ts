import { MAX_LINKS, MAX_PATH } from './limits';
import type { NoContent, Workspace } from './workspace';

/** The files of the machine whose file system lies below a folder of this one, by their paths there. */
export interface RootedWorkspace extends Workspace {
  /** Where a file lies on this machine, every link resolved: by that path nothing leads out of the root. Undefined for links in a circle. */
  toHost(path: string): Promise<string | undefined>;
}

/**
 * The files below a folder that stands for the root of another machine's file system, by their paths on that machine. Links, at the
 * end of a path and on the way, lead to where they would lead after chroot: an absolute target starts at the root again, and `..` does not
 * leave it. /dev/null is what it is everywhere, whether the folder has one or not.
 *
 * Whoever can replace a folder by a link between the look at a path and the read may still lead the read out: Node cannot open a file
 * relative to an open folder. Look at the file systems of running containers with nobody in them.
 *
 * What links say is asked for once: make another one where they may have changed.
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
  const resolve = (path: string): Promise<string | undefined> => resolveBelow(root, path, linkTarget);
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
      // What is known to be no link need not be asked for later.
      for (const { name, kind } of 'entries' in found ? found.entries : [])
        if (kind !== 'link') targets.set(`${real.replace(/\/$/, '')}/${name}`, NO_LINK);
      return found;
    },
    async folderIdentity(path) {
      const real = await toHost(path);
      return real === undefined ? undefined : files.folderIdentity(real);
    },
    async read(path, limit) {
      const real = await resolve(path);
      if (real === NULL_DEVICE) return { bytes: new Uint8Array() };
      return real === undefined ? explainUnresolved(path) : files.read(root + real, limit);
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
 * The files of this machine by the paths they have here, those below a root resolved inside of it.
 *
 * @param normalise the absolute path, with `/`, of a path that a person wrote; only where it is said, as `..` in the paths of descriptors must
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

/** The files in a folder by the paths they have outside, links resolved inside of it, and no others. */
export function makeConfinedWorkspace(folder: string, files: Workspace): Workspace {
  return splitAt(folder, makeRootedWorkspace(folder, files), NO_FILES, (path) => path);
}

const MISSING: NoContent = { problem: { kind: 'missing' } };
const NO_FILES: Workspace = {
  stat: () => Promise.resolve(undefined),
  entries: () => Promise.resolve(MISSING),
  folderIdentity: () => Promise.resolve(undefined),
  read: () => Promise.resolve(MISSING),
  open: () => Promise.resolve(MISSING),
  linkTarget: () => Promise.resolve(undefined),
};

/** Asks one workspace for what lies below a root, and another one for all else. */
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

/** The path below a root of a file that has this absolute path outside; undefined for a file elsewhere, and without a root. */
export function findPathBelow(root: string, path: string): string | undefined {
  if (root === '') return undefined;
  if (path === root) return '/';
  return path.startsWith(`${root}/`) ? path.slice(root.length) : undefined;
}

/**
 * The file that a path of a machine leads to in the end, links followed and repeated slashes left out; undefined for links in a circle, and for a
 * path that is too long for any file.
 *
 * @param files those of the machine, by their paths there
 */
export function findRealPath(
  path: string,
  files: Pick<Workspace, 'linkTarget'>,
): Promise<string | undefined> {
  return resolveBelow('', path, (there) => files.linkTarget(there));
}

/** Where a path of the machine below `root` leads to on that machine; undefined for links that lead in a circle, and for a path over MAX_PATH. */
async function resolveBelow(
  root: string,
  path: string,
  linkTarget: (path: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  if (path.length > MAX_PATH) return undefined;
  // On Windows a backslash leads to the next folder, too.
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
