import { t } from '../text/translations';
import path from 'node:path';
import { CONFIGURATION_FILE } from '../config/configurationFile';
import { looksLikeDescriptor } from '../descriptor/recognise';
import { looksLikeQapi } from '../qapi/recognise';
import { describeFileProblem, isNowhere, toFileProblem, type FileProblem } from '../workspace/fileProblem';
import { LimitedBytes } from '../workspace/limitedBytes';
import { READ_LIMITS } from '../workspace/limits';
import { readFileUpToBlocking } from '../workspace/nodeFile';
import { comparePaths, walk, WALK_LIMITS, type FolderReader, type WalkLimits } from '../workspace/walk';
import type { Content, FileStat, FolderEntry, Workspace } from '../workspace/workspace';

/** The reason why a file cannot be used, in a few words. */
export class FileError extends Error {}

/** What `file` names, links followed. Throws FileError where it cannot be reached. */
export async function readKind(file: string, files: Workspace): Promise<FileStat['kind']> {
  const found = await files.stat(file);
  if (found) return found.kind;
  const content = await files.read(file, 0);
  throw new FileError(describeFileProblem('problem' in content ? content.problem : { kind: 'missing' }));
}

/** The content of a file; a link to /dev/null counts as an empty file, as consumers have it. Throws FileError. */
export function readBytes(file: string, limit: number = READ_LIMITS.descriptor): Uint8Array {
  return takeBytes(readFileUpToBlocking(file, limit));
}

/** The bytes of a content. Throws FileError where there are none. */
export function takeBytes(content: Content): Uint8Array {
  if ('bytes' in content) return content.bytes;
  throw new FileError(describeFileProblem(content.problem));
}

/**
 * The content of a file that nobody named, or undefined where it is no descriptor by its content: a link that leads nowhere, no
 * regular file, too large, or without the members of one. Throws FileError.
 */
export async function readStray(file: string, files: Workspace): Promise<Uint8Array | undefined> {
  const content = await files.read(file, READ_LIMITS.stray);
  if ('problem' in content && STRAYS.has(content.problem.kind)) return undefined;
  const bytes = takeBytes(content);
  const text = new TextDecoder().decode(bytes);
  // QEMU’s schema shows a descriptor in its documentation.
  return looksLikeDescriptor(text) && !looksLikeQapi(text) ? bytes : undefined;
}

/** What keeps a file from being a descriptor, rather than from being read. */
const STRAYS: ReadonlySet<FileProblem['kind']> = new Set(['missing', 'folder', 'not-regular', 'too-large']);

/** Whether `file` is a symbolic link that leads nowhere. */
export async function isBrokenLink(file: string, files: Workspace): Promise<boolean> {
  if ((await files.stat(file)) !== undefined || (await files.linkTarget(file)) === undefined) return false;
  const content = await files.read(file, 0);
  return 'problem' in content && isNowhere(content.problem);
}

export interface FolderSearch {
  /** Every `.json` file in the folder and those in it, in the order of their paths. */
  readonly files: readonly string[];
  /** What could not be looked into, and why. */
  readonly problems: readonly string[];
}

/**
 * The `.json` files in a folder and those in it, as `walk` finds them.
 *
 * @param takes whether a file of another name counts, too
 */
export async function findJsonFiles(
  folder: string,
  reader: FolderReader,
  takes: (file: string) => boolean,
): Promise<FolderSearch> {
  const files: string[] = [];
  const problems: string[] = [];
  const isWanted = (file: string, { name }: FolderEntry): boolean =>
    (name.endsWith('.json') && name !== CONFIGURATION_FILE) || takes(file);
  for await (const step of walk(folder.replaceAll(path.sep, '/'), reader, isWanted)) {
    if (step.kind === 'file') files.push(path.normalize(step.path));
    if (step.kind === 'unreadable')
      problems.push(`${path.normalize(step.path)}: ${describeFileProblem(step.problem)}`);
    if (step.kind === 'limit') problems.push(describeLimit(folder, step.limit));
  }
  return { files: files.sort(comparePaths), problems };
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

/** Standard input, to its end. Throws FileError where it is longer than `limit` bytes, or cannot be read. */
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

/** Does `work`; what the system says against it becomes a FileError, which starts with `failure` where there is no better reason. */
export function attempt<T>(work: () => T, failure = t('cannot be read')): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new FileError(findReason(code) ?? `${failure} (${code})`);
  }
}

/** What a user makes of an error of the system; undefined where its code says more than we could. */
function findReason(code: string): string | undefined {
  if (code === 'ENOSPC') return t('the disk is full');
  if (code === 'EROFS') return t('the file system is read-only');
  const problem = toFileProblem(code);
  return problem.kind === 'failed' ? undefined : describeFileProblem(problem);
}
