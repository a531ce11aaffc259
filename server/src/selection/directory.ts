import type { EntryKind, Neighbour } from '../descriptor/surroundings';
import { hasLostBytes, isNowhere, type FileProblem } from '../workspace/fileProblem';
import type { Workspace } from '../workspace/workspace';

/** As much of the port as a look at directories takes. */
export type Files = Pick<Workspace, 'stat' | 'entries' | 'read'>;

/** A file of a directory, or what stands in its place. */
export interface NamedFile extends Neighbour {
  readonly name: string;
  readonly isLink?: boolean;
}

/** What could not be read of a directory. */
export interface Unreadable {
  readonly path: string;
  readonly problem: FileProblem;
}

/**
 * What is in a directory but for folders and links to them, sorted by name; empty where there is no such directory.
 *
 * @param limit how many entries are looked at, for a folder that is no descriptor directory
 * @param tell is told of a directory that is there and cannot be read
 */
export async function listFiles(
  folder: string,
  files: Files,
  limit: number,
  tell?: (found: Unreadable) => void,
): Promise<readonly NamedFile[]> {
  const listed = await files.entries(folder);
  if ('problem' in listed && listed.problem.kind !== 'missing') tell?.({ path: folder, ...listed });
  const entries = 'entries' in listed ? listed.entries.filter(({ kind }) => kind !== 'folder') : [];
  const found = await Promise.all(
    entries.slice(0, limit).map(async (entry): Promise<NamedFile | undefined> => {
      const { name } = entry;
      const path = `${folder}/${name}`;
      const kind = await findKind(path, files);
      return kind && { path, kind, name, ...(entry.kind === 'link' && { isLink: true }) };
    }),
  );
  return found.flatMap((file) => file ?? []);
}

/** Whether there is nothing behind a name that a folder has. Else the file is there, and reading it tells why it cannot be read. */
async function leadsNowhere(path: string, files: Files): Promise<boolean> {
  if (hasLostBytes(path)) return false;
  const content = await files.read(path, 0);
  return 'problem' in content && isNowhere(content.problem);
}

/** What a path leads to; undefined for a folder. */
async function findKind(path: string, files: Files): Promise<EntryKind | undefined> {
  const found = await files.stat(path);
  if (!found) return (await leadsNowhere(path, files)) ? 'dangling' : 'file';
  if (found.kind === 'folder') return undefined;
  if (found.kind === 'other') return 'device';
  return found.size === 0 ? 'empty' : 'file';
}
