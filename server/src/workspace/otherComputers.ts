import { MAX_LINKS } from './limits';
import type { NoContent, Workspace } from './workspace';

/**
 * Returns the normalised share on another computer that a Windows path leads to; undefined for a local path. Any path that starts with two
 * slashes counts, including devices: they do not occur in descriptors by mistake. [MS-DTYP, UNC]
 */
export function findShare(path: string): string | undefined {
  const slashed = path.replaceAll('\\', '/');
  if (!slashed.startsWith('//')) return undefined;
  const [server = '', share = ''] = slashed
    .replace(/^\/\/[?.]\/UNC\//i, '//')
    .split('/')
    .slice(2);
  return `//${server}/${share}`.toLowerCase();
}

/**
 * Hides files on other computers that the user has not asked for. Windows connects to a computer as soon as a program looks for a file on
 * it, and authenticates the user there: a path in a descriptor, a schema or a link must not suffice for that.
 *
 * @param isAsked whether the user has opened something on a share, in the spelling of findShare
 */
export function refuseOtherComputers(files: Workspace, isAsked: (share: string) => boolean): Workspace {
  const isRefused = async (path: string): Promise<boolean> => {
    const share = await findTargetShare(path, files, isAsked);
    return share !== undefined && !isAsked(share);
  };
  const unless = async <T>(path: string, otherwise: T, ask: () => Promise<T>): Promise<T> =>
    (await isRefused(path)) ? otherwise : ask();
  return {
    stat: (path) => unless(path, undefined, () => files.stat(path)),
    entries: (path) => unless(path, REFUSED, () => files.entries(path)),
    folderIdentity: (path) => unless(path, undefined, () => files.folderIdentity(path)),
    read: (path, limit) => unless(path, REFUSED, () => files.read(path, limit)),
    open: (path) => unless(path, REFUSED, () => files.open(path)),
    linkTarget: (path) => unless(path.replace(/[^\\/]*$/, ''), undefined, () => files.linkTarget(path)),
  };
}

const REFUSED: NoContent = { problem: { kind: 'other-computer' } };

/** Finds the share that a path or a link on the way leads to, without reading from shares that the user has not asked for. */
async function findTargetShare(
  path: string,
  files: Workspace,
  isAsked: (share: string) => boolean,
): Promise<string | undefined> {
  const own = findShare(path);
  if (own !== undefined && !isAsked(own)) return own;
  const ahead = listParts(path).reverse();
  let done = own === undefined ? '' : '/';
  for (let links = 0; ahead.length > 0 && links <= MAX_LINKS;) {
    const part = ahead.pop() ?? '';
    if (part === '..') {
      done = done.slice(0, Math.max(0, done.lastIndexOf('/')));
      continue;
    }
    const here = /^[A-Za-z]:$/.test(part) ? part : `${done}/${part}`;
    const target = await files.linkTarget(here);
    if (target === undefined) {
      done = here;
      continue;
    }
    links++;
    const share = findShare(target);
    if (share !== undefined && !isAsked(share)) return share;
    if (/^[\\/]/.test(target)) done = share === undefined ? done.slice(0, 2) : '/';
    ahead.push(...listParts(target).reverse());
  }
  return own;
}

function listParts(path: string): string[] {
  return path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
}
