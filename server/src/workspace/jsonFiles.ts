import type { Workspace } from './workspace';

/** How much of a folder is looked through before the search is given up. */
export interface SearchLimits {
  /** Folders below the one that is searched. */
  readonly depth: number;
  readonly folders: number;
  readonly files: number;
}

export const SEARCH_LIMITS: SearchLimits = { depth: 12, folders: 10_000, files: 5_000 };

/** Where other people's files lie: packages and repositories. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn']);

/**
 * The paths of the `.json` files in a folder and those in it, what lies higher up first, so that the limits cut off what is farthest.
 * Links to folders are not followed. Yields undefined after each folder, as a place to stop at.
 */
export async function* jsonFilesIn(
  folder: string,
  workspace: Workspace,
  limits = SEARCH_LIMITS,
): AsyncGenerator<string | undefined> {
  let level = [folder.replace(/\/+$/, '')];
  let folders = 0;
  let files = 0;
  for (let depth = 0; depth <= limits.depth && level.length > 0; depth++) {
    const next: string[] = [];
    for (const current of level) {
      if (++folders > limits.folders) return;
      for (const { name, kind } of await workspace.entries(current === '' ? '/' : current)) {
        const path = `${current}/${name}`;
        if (kind === 'folder' && !SKIPPED_FOLDERS.has(name)) next.push(path);
        else if ((kind === 'file' || kind === 'link') && name.endsWith('.json')) {
          if (++files > limits.files) return;
          yield path;
        }
      }
      yield undefined;
    }
    level = next;
  }
}
