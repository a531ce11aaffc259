import type { EntryKind, Neighbour } from '../descriptor/surroundings';
import { hasLostBytes, isNowhere, type FileProblem } from '../workspace/fileProblem';
import type { Workspace } from '../workspace/workspace';

/** The part of the port that listing directories needs. */
export type Files = Pick<Workspace, 'stat' | 'entries' | 'read'>;

/** A file of a directory, or a device or broken link instead of one. */
export interface NamedFile extends Neighbour {
  readonly name: string;
  readonly isLink?: boolean;
}

/** A part of a directory that could not be read. */
export interface Unreadable {
  readonly path: string;
  readonly problem: FileProblem;
}

/**
 * Lists a directory without folders and links to them, sorted by name; empty if the directory does not exist.
 *
 * @param limit how many entries are read, for a folder that is not a descriptor directory
 * @param tell receives a directory that exists but cannot be read
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

/** Returns whether a name in a folder leads to nothing. Otherwise the file exists, and reading it shows why it cannot be read. */
async function leadsNowhere(path: string, files: Files): Promise<boolean> {
  if (hasLostBytes(path)) return false;
  const content = await files.read(path, 0);
  return 'problem' in content && isNowhere(content.problem);
}

/** Returns what a path leads to; undefined for a folder. */
async function findKind(path: string, files: Files): Promise<EntryKind | undefined> {
  const found = await files.stat(path);
  if (!found) return (await leadsNowhere(path, files)) ? 'dangling' : 'file';
  if (found.kind === 'folder') return undefined;
  if (found.kind === 'other') return 'device';
  return found.size === 0 ? 'empty' : 'file';
}
