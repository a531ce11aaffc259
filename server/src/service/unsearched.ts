import { findConsumer, formatConsumer } from '../consumers/index';
import { isUnusualFolder } from '../descriptor/searchPath';
import { listSearchPath, type User } from '../selection/listing';
import type { Workspace } from '../workspace/workspace';

/** Programs that search for descriptors, and where. */
export interface Search {
  /** The ids of the programs. */
  readonly consumers: readonly string[];
  readonly user: Omit<User, 'inSession'>;
}

/**
 * Returns the names of the programs if a file is in a descriptor directory that none of them searches; undefined if one does, and for a
 * file that is in no descriptor directory.
 *
 * @param file the absolute path, with `/`
 * @param root the folder that is the root of the machine; empty for this one
 * @param machine the files of the machine, by their paths there
 */
export async function findUnsearched(
  file: string,
  root: string,
  { consumers, user }: Search,
  machine: Pick<Workspace, 'folderIdentity'>,
): Promise<readonly string[] | undefined> {
  const folder = file.slice(0, file.lastIndexOf('/'));
  if (!isUnusualFolder(folder, root)) return undefined;
  const known = consumers.flatMap((id) => findConsumer(id) ?? []);
  const searched = new Set(
    known.flatMap(({ manner }) => listSearchPath(manner, { ...user, inSession: true })),
  );
  const own = folder.startsWith(`${root}/`) ? folder.slice(root.length) : undefined;
  if (known.length === 0) return undefined;
  if (own !== undefined) {
    if (searched.has(own)) return undefined;
    // A searched directory may be a link to it.
    const identity = await machine.folderIdentity(own);
    for (const each of identity === undefined ? [] : searched)
      if ((await machine.folderIdentity(each)) === identity) return undefined;
  }
  return known.map(formatConsumer);
}
