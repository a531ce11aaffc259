import type { FileProblem } from './fileProblem';
import type { Entries, FolderEntry, Workspace } from './workspace';

/** How folders are read in a walk. What lies below one that cannot be read is left out, and the walk goes on. */
export type FolderReader = Pick<Workspace, 'entries' | 'folderIdentity'>;

/** How much of a folder is looked through before the walk is given up. */
export interface WalkLimits {
  /** Folders below the one that is walked. */
  readonly depth: number;
  readonly folders: number;
  readonly files: number;
}

export const WALK_LIMITS: WalkLimits = { depth: 64, folders: 100_000, files: 100_000 };

export type WalkStep =
  | { readonly kind: 'file'; readonly path: string }
  /** A folder was looked through: a place to stop at. */
  | { readonly kind: 'folder' }
  | { readonly kind: 'unreadable'; readonly path: string; readonly problem: FileProblem }
  /** There is more than one of the limits allows; said once. Beyond `depth`, only what lies deeper is left out; else it is the last step. */
  | { readonly kind: 'limit'; readonly limit: keyof WalkLimits };

/** Where other people's files lie: packages and repositories. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn']);

/**
 * The files in a folder and those in it that `takes` wants, what lies higher up first, so that the limits cut off what is farthest.
 * Links to folders are followed behind all else, and each folder is looked through once, whatever leads to it: where it lies itself
 * in what is walked, its files have that path. Paths have `/` and start with `folder`.
 */
export async function* walk(
  folder: string,
  reader: FolderReader,
  takes: (path: string, entry: FolderEntry) => boolean,
  limits = WALK_LIMITS,
): AsyncGenerator<WalkStep> {
  const visited = new Set<string>();
  const starts = [folder.replace(/(?<=.)\/+$/, '')];
  let files = 0;
  let isTooDeep = false;
  // Both lists grow while they are gone through.
  for (const start of starts) {
    const places = [{ path: start, depth: 0 }];
    for (const { path: current, depth } of places) {
      if (depth > limits.depth) {
        // All others that wait here are as deep.
        if (!isTooDeep) yield { kind: 'limit', limit: 'depth' };
        isTooDeep = true;
        break;
      }
      const found = await readEntriesOnce(current, reader, visited);
      if (found === undefined) continue;
      if ('problem' in found) {
        // Folders that may not exist are walked, too.
        if (depth > 0 || found.problem.kind !== 'missing')
          yield { kind: 'unreadable', path: current, problem: found.problem };
        continue;
      }
      const { entries } = found;
      if (visited.size > limits.folders) {
        yield { kind: 'limit', limit: 'folders' };
        return;
      }
      for (const entry of entries) {
        const path = `${current === '/' ? '' : current}/${entry.name}`;
        if (await isFolder(path, entry.kind, reader)) {
          if (SKIPPED_FOLDERS.has(entry.name)) continue;
          if (entry.kind === 'link') starts.push(path);
          else places.push({ path, depth: depth + 1 });
        } else if (takes(path, entry)) {
          if (++files > limits.files) {
            yield { kind: 'limit', limit: 'files' };
            return;
          }
          yield { kind: 'file', path };
        }
      }
      yield { kind: 'folder' };
    }
  }
}

/** What is in a folder; undefined where it was looked through before. */
async function readEntriesOnce(
  path: string,
  reader: FolderReader,
  visited: Set<string>,
): Promise<Entries | undefined> {
  // Where nothing leads to it, as it has vanished or lies in a closed folder, looking into it tells why.
  const identity = (await reader.folderIdentity(path)) ?? path;
  if (visited.has(identity)) return undefined;
  visited.add(identity);
  return reader.entries(path);
}

/** A link that leads nowhere is no folder: reading it tells why. */
async function isFolder(path: string, kind: FolderEntry['kind'], reader: FolderReader): Promise<boolean> {
  if (kind !== 'link') return kind === 'folder';
  return (await reader.folderIdentity(path)) !== undefined;
}

/** Sorts paths as a walk from folder to folder meets them: by the names on the way, each by code unit. */
export function comparePaths(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return rankUnit(a, at) - rankUnit(b, at);
}

/** Where a unit comes among those that may follow a common start: the end of the path first, then a slash. */
function rankUnit(path: string, at: number): number {
  if (at >= path.length) return -1;
  return path[at] === '/' ? 0 : path.charCodeAt(at);
}
