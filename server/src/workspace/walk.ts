import type { FileProblem } from './fileProblem';
import type { Entries, FolderEntry, WalkLimits, Workspace } from './workspace';

export type { WalkLimits } from './workspace';

/** Reads the folders of a walk. The walk skips a folder that cannot be read and continues. */
export type FolderReader = Pick<Workspace, 'entries' | 'folderIdentity' | 'walkLimits'>;

export const WALK_LIMITS: WalkLimits = { depth: 64, folders: 100_000, files: 100_000 };

export type WalkStep =
  /** A folder is complete, with the paths of its files: the caller can stop here. */
  | { readonly kind: 'folder'; readonly files: readonly string[] }
  | { readonly kind: 'unreadable'; readonly path: string; readonly problem: FileProblem }
  /** A limit is exceeded; reported once. With `depth`, only deeper folders are skipped; otherwise it is the last step. */
  | { readonly kind: 'limit'; readonly limit: keyof WalkLimits };

/** Folders with third-party files: packages and repositories. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn']);

/**
 * Walks through the files below a folder that `includes` selects, upper levels first, so that the limits cut off the deepest ones.
 * Links to folders are followed last, and each folder is read once, regardless of the links to it: if the folder itself is
 * part of the walk, its files have their own path. Paths have `/` and start with `folder`.
 */
export async function* walk(
  folder: string,
  reader: FolderReader,
  includes: (path: string, entry: FolderEntry) => boolean,
  limits = reader.walkLimits ?? WALK_LIMITS,
): AsyncGenerator<WalkStep> {
  const visited = new Set<string>();
  const starts = [folder.replace(/(?<=.)\/+$/, '')];
  let count = 0;
  let isTooDeep = false;
  // Both lists grow during the iteration.
  for (const start of starts) {
    const places = [{ path: start, depth: 0 }];
    for (const { path: current, depth } of places) {
      if (depth > limits.depth) {
        // All remaining places are as deep.
        if (!isTooDeep) yield { kind: 'limit', limit: 'depth' };
        isTooDeep = true;
        break;
      }
      const found = await readEntriesOnce(current, reader, visited);
      if (found === undefined) continue;
      if ('problem' in found) {
        // The starting folder may be missing.
        if (depth > 0 || found.problem.kind !== 'missing')
          yield { kind: 'unreadable', path: current, problem: found.problem };
        continue;
      }
      const { entries } = found;
      if (visited.size > limits.folders) {
        yield { kind: 'limit', limit: 'folders' };
        return;
      }
      const files: string[] = [];
      for (const entry of entries) {
        const path = `${current === '/' ? '' : current}/${entry.name}`;
        // Most entries are files, which have nothing to wait for.
        if (entry.kind === 'folder' || (entry.kind === 'link' && (await leadsToFolder(path, reader)))) {
          if (SKIPPED_FOLDERS.has(entry.name)) continue;
          if (entry.kind === 'link') starts.push(path);
          else places.push({ path, depth: depth + 1 });
        } else if (includes(path, entry)) {
          if (++count > limits.files) {
            yield { kind: 'folder', files };
            yield { kind: 'limit', limit: 'files' };
            return;
          }
          files.push(path);
        }
      }
      yield { kind: 'folder', files };
    }
  }
}

/** Lists a folder; returns undefined if it was already read. */
async function readEntriesOnce(
  path: string,
  reader: FolderReader,
  visited: Set<string>,
): Promise<Entries | undefined> {
  // If it has vanished or is in an inaccessible folder, reading it tells why.
  const identity = (await reader.folderIdentity(path)) ?? path;
  if (visited.has(identity)) return undefined;
  visited.add(identity);
  return reader.entries(path);
}

/** A broken link leads to no folder: reading it tells why. */
async function leadsToFolder(path: string, reader: FolderReader): Promise<boolean> {
  return (await reader.folderIdentity(path)) !== undefined;
}

/** Compares paths in the order of a walk from folder to folder: name by name, by code unit. */
export function comparePaths(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return rankUnit(a, at) - rankUnit(b, at);
}

/** The rank of a unit after a common start: the end of the path first, then a slash. */
function rankUnit(path: string, at: number): number {
  if (at >= path.length) return -1;
  return path[at] === '/' ? 0 : path.charCodeAt(at);
}
