import { t } from '../text/translations';
import path from 'node:path';
import { CONFIGURATION_FILE } from '../config/configurationName';
import { looksLikeDescriptor } from '../descriptor/recognise';
import { isDomainPath, startsDomain } from '../domain/recognise';
import { looksLikeQapi } from '../qapi/recognise';
import { describeFileProblem, isNowhere, toFileProblem, type FileProblem } from '../workspace/fileProblem';
import { LimitedBytes } from '../workspace/limitedBytes';
import { READ_LIMITS } from '../workspace/limits';
import { readFileUpToBlocking } from '../workspace/nodeFile';
import { comparePaths, walk, WALK_LIMITS, type FolderReader, type WalkLimits } from '../workspace/walk';
import type { Content, FileStat, FolderEntry, Workspace } from '../workspace/workspace';

/** The reason why a file cannot be used, in a few words. */
export class FileError extends Error {}

/** Returns the kind of a file, links followed. Throws FileError if it cannot be reached. */
export async function readKind(file: string, files: Workspace): Promise<FileStat['kind']> {
  const found = await files.stat(file);
  if (found) return found.kind;
  const content = await files.read(file, 0);
  throw new FileError(describeFileProblem('problem' in content ? content.problem : { kind: 'missing' }));
}

/** Reads the content of a file; a link to /dev/null counts as an empty file, as for consumers. Throws FileError. */
export function readBytes(file: string, limit: number = READ_LIMITS.descriptor): Uint8Array {
  return takeBytes(readFileUpToBlocking(file, limit));
}

/** Returns the bytes of a content. Throws FileError if there are none. */
export function takeBytes(content: Content): Uint8Array {
  if ('bytes' in content) return content.bytes;
  throw new FileError(describeFileProblem(content.problem));
}

/**
 * Returns the content of a file that was found in a folder; undefined if it cannot be a descriptor: a broken link, not a
 * regular file, too large, or without the members of a descriptor. Throws FileError.
 *
 * @param content what was read, up to READ_LIMITS.stray
 */
export function recogniseStray(content: Content): Uint8Array | undefined {
  const bytes = takeStrayBytes(content);
  const text = bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  // The documentation in QEMU’s schema contains a descriptor.
  return text !== undefined && looksLikeDescriptor(text) && !looksLikeQapi(text) ? bytes : undefined;
}

/** Returns the bytes of a file that was found in a folder; undefined if a file of its kind or size cannot be a descriptor. Throws FileError. */
export function takeStrayBytes(content: Content): Uint8Array | undefined {
  return 'problem' in content && STRAYS.has(content.problem.kind) ? undefined : takeBytes(content);
}

/** Returns the content of a file that was found in a folder; undefined if it cannot be a domain. Throws FileError. @param content see READ_LIMITS.domain */
export function recogniseDomain(content: Content): Uint8Array | undefined {
  if ('problem' in content && STRAYS.has(content.problem.kind)) return undefined;
  const bytes = takeBytes(content);
  return startsDomain(new TextDecoder().decode(bytes)) ? bytes : undefined;
}

/** Problems that prevent a file from being a descriptor or a domain, not from being read. */
const STRAYS: ReadonlySet<FileProblem['kind']> = new Set(['missing', 'folder', 'not-regular', 'too-large']);

/** Returns whether `file` is a broken symbolic link. */
export async function isBrokenLink(file: string, files: Workspace): Promise<boolean> {
  if ((await files.stat(file)) !== undefined || (await files.linkTarget(file)) === undefined) return false;
  const content = await files.read(file, 0);
  return 'problem' in content && isNowhere(content.problem);
}

export interface FolderSearch {
  /** Every `.json` and `.xml` file in the folder and its subfolders, sorted by path. */
  readonly files: readonly string[];
  /** Those of them that their folder does not list as regular files, such as links. */
  readonly special: ReadonlySet<string>;
  /** What could not be read, and why. */
  readonly problems: readonly string[];
}

/**
 * Lists the `.json` and `.xml` files in a folder and its subfolders, as `walk` finds them.
 *
 * @param takes whether to include a file with another name
 */
export async function findFiles(
  folder: string,
  reader: FolderReader,
  takes: (file: string) => boolean,
): Promise<FolderSearch> {
  const files: string[] = [];
  const special = new Set<string>();
  const problems: string[] = [];
  const isWanted = (file: string, { name, kind }: FolderEntry): boolean => {
    const isNamed = name.endsWith('.json') ? name !== CONFIGURATION_FILE : isDomainPath(name);
    const isTaken = isNamed || takes(file);
    if (isTaken && kind !== 'file') special.add(path.normalize(file));
    return isTaken;
  };
  for await (const step of walk(folder.replaceAll(path.sep, '/'), reader, isWanted)) {
    if (step.kind === 'folder') for (const file of step.files) files.push(path.normalize(file));
    if (step.kind === 'unreadable')
      problems.push(`${path.normalize(step.path)}: ${describeFileProblem(step.problem)}`);
    if (step.kind === 'limit') problems.push(describeLimit(folder, step.limit));
  }
  return { files: files.sort(comparePaths), special, problems };
}

function describeLimit(folder: string, limit: keyof WalkLimits): string {
  const most = WALK_LIMITS[limit];
  switch (limit) {
    case 'files':
      return t('{0}: only the first {1} files are checked', folder, most);
    case 'folders':
      return t('{0}: only the first {1} folders are searched', folder, most);
    case 'depth':
      return t('{0}: folders more than {1} levels down are not searched', folder, most);
  }
}

/** Reads standard input to its end. Throws FileError if it is longer than `limit` bytes, or cannot be read. */
export async function readStandardInput(limit: number = READ_LIMITS.descriptor): Promise<Uint8Array> {
  const content = new LimitedBytes(limit);
  try {
    for await (const chunk of process.stdin) {
      content.add(chunk as Buffer);
      if (content.isOver) break;
    }
  } catch (error) {
    attempt(() => {
      throw error;
    });
  }
  if (content.isOver) throw new FileError(describeFileProblem({ kind: 'too-large', limit }));
  return content.bytes;
}

/** Does `work` and turns errors of the system into a FileError, which starts with `failure` if there is no better reason. */
export function attempt<T>(work: () => T, failure = t('cannot be read')): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new FileError(findReason(code) ?? `${failure} (${code})`);
  }
}

/** Describes an error of the system for users; undefined if its code says more. */
function findReason(code: string): string | undefined {
  if (code === 'ENOSPC') return t('the disk is full');
  if (code === 'EROFS') return t('the file system is read-only');
  const problem = toFileProblem(code);
  return problem.kind === 'failed' ? undefined : describeFileProblem(problem);
}
