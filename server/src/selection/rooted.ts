import type { NoContent, Workspace } from '../workspace/workspace';
import type { Files } from './directory';

/** Links to links, as many as Linux follows. */
const MAX_LINKS = 40;

/**
 * The files below a folder that stands for the root of another machine's file system, by their paths on that machine. Links lead to
 * where they would lead there, and /dev/null is what it is everywhere, whether the folder has one or not.
 *
 * @param root the folder, without a slash at its end; empty for this machine itself
 */
export function makeRootedFiles(root: string, files: Files & Pick<Workspace, 'linkTarget'>): Files {
  if (root === '') return files;
  const targets = new Map<string, Promise<string | undefined>>();
  const knownTarget = (path: string): Promise<string | undefined> => {
    const target = targets.get(path) ?? files.linkTarget(path);
    targets.set(path, target);
    return target;
  };
  const resolve = (path: string): Promise<string | undefined> => resolveBelow(root, path, knownTarget);
  return {
    async stat(path) {
      const real = await resolve(path);
      if (real === NULL_DEVICE) return { kind: 'other', size: 0 };
      return real === undefined ? undefined : files.stat(root + real);
    },
    async entries(folder) {
      const real = await resolve(folder);
      if (real === undefined) return LOOP;
      const found = await files.entries(root + real);
      // What is known to be no link need not be asked for later.
      for (const { name, kind } of 'entries' in found ? found.entries : [])
        if (kind !== 'link') targets.set(`${root}${real}/${name}`, Promise.resolve(undefined));
      return found;
    },
    async read(path, limit) {
      const real = await resolve(path);
      if (real === NULL_DEVICE) return { bytes: new Uint8Array() };
      return real === undefined ? LOOP : files.read(root + real, limit);
    },
  };
}

const NULL_DEVICE = '/dev/null';
const LOOP: NoContent = { problem: { kind: 'link-loop' } };

/** Where a path of the machine below `root` leads to on that machine; undefined for links that lead in a circle. */
export async function resolveBelow(
  root: string,
  path: string,
  linkTarget: (path: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const ahead = splitParts(path).reverse();
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
    ahead.push(...splitParts(target).reverse());
  }
  return `/${done.join('/')}`;
}

function splitParts(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
