import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { t } from '../text/translations';
import { describeFileProblem } from '../workspace/fileProblem';
import { blockingFiles } from '../workspace/nodeBlockingFiles';
import { makeRootedWorkspace } from '../workspace/rootedWorkspace';
import { attempt, FileError } from './files';

/**
 * Where files may be written: in the folders that the command line names, and in those that contain a named file. Links inside
 * them are followed; a link that leads out of them is not, because it may come from someone else than the user. Below a root, links
 * are followed as on that machine.
 */
export class WritableFolders {
  private folders: Promise<readonly string[]> | undefined;

  /**
   * @param named the paths of the command line
   * @param root an absolute path; empty for this machine itself
   */
  constructor(
    private readonly named: readonly string[],
    private readonly root = '',
  ) {}

  /** Returns the path of the file itself, without links. Rejects with FileError if the file may not be written. */
  async resolve(file: string): Promise<string> {
    const real = await resolveReal(file, this.root);
    this.folders ??= this.listFolders();
    if ((await this.folders).some((folder) => isInside(real, folder))) return real;
    throw new FileError(t('not written: it links to {0}, outside the named folders', real));
  }

  private async listFolders(): Promise<readonly string[]> {
    const found = this.named.map(async (file) => {
      try {
        const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
        return [await resolveReal(isFolder ? file : path.dirname(file), this.root)];
      } catch {
        return [];
      }
    });
    return (await Promise.all(found)).flat();
  }
}

/** Rejects with FileError if a path is broken. */
async function resolveReal(file: string, root: string): Promise<string> {
  const full = path.resolve(file);
  const realRoot = root === '' ? undefined : attempt(() => realpathSync(root));
  const below = realRoot === undefined ? undefined : findRealPathBelow(realRoot, full);
  if (realRoot === undefined || below === undefined) return attempt(() => realpathSync(full));
  const found = await makeRootedWorkspace(realRoot, blockingFiles).toHost(below);
  if (found === undefined) throw new FileError(describeFileProblem({ kind: 'link-loop' }));
  const target = path.resolve(found);
  // A link that was created in the meantime.
  if (attempt(() => realpathSync(target)) !== target) throw new FileError(t('cannot be written'));
  return target;
}

/** Returns the rest of a path after `root` on this machine; undefined for a file elsewhere. */
function findRealPathBelow(root: string, file: string): string | undefined {
  const parts = file.split(path.sep);
  for (let length = 1; length <= parts.length; length++) {
    const start = parts.slice(0, length).join(path.sep) || path.sep;
    if (attempt(() => realpathSync(start)) === root) return parts.slice(length).join('/');
  }
  return undefined;
}

function isInside(file: string, folder: string): boolean {
  const way = path.relative(folder, file);
  return way !== '' && way.split(path.sep)[0] !== '..' && !path.isAbsolute(way);
}
