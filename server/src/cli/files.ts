import { t } from '../text/translations';
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { looksLikeDescriptor, MAX_STRAY_LENGTH } from '../descriptor/recognise';
import { toEntries } from '../workspace/nodeEntries';
import { comparePaths, walk, WALK_LIMITS, type FolderReader, type WalkLimits } from '../workspace/walk';
import type { FolderEntry } from '../workspace/workspace';

/** The reason why a file cannot be used, in a few words. */
export class FileError extends Error {}

/** A file this large is no descriptor; it is not read. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What `file` names, links followed. Throws FileError where it cannot be reached. */
export function readKind(file: string): 'file' | 'folder' | 'other' {
  const found = attempt(() => statSync(file));
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}

/** The content of a file; a link to /dev/null counts as an empty file, as consumers have it. Throws FileError. */
export function readBytes(file: string): Uint8Array {
  const found = attempt(() => statSync(file));
  if (found.isDirectory()) throw new FileError(t('is a folder'));
  if (!found.isFile()) {
    if (realpathSync(file) === '/dev/null') return new Uint8Array();
    throw new FileError(t('is not a regular file'));
  }
  if (found.size > MAX_BYTES) throw new FileError(t('is too large (over {0} MiB)', MAX_BYTES / 1024 / 1024));
  return attempt(() => readFileSync(file));
}

/**
 * The content of a file that nobody named, or undefined where it is no descriptor by its content: a link that leads nowhere, no
 * regular file, too large, or without the members of one. Throws FileError.
 */
export function readStray(file: string): Uint8Array | undefined {
  const found = attempt(() => statSync(file, { throwIfNoEntry: false }));
  if (!found?.isFile() || found.size > MAX_STRAY_LENGTH) return undefined;
  const bytes = attempt(() => readFileSync(file));
  return looksLikeDescriptor(new TextDecoder().decode(bytes)) ? bytes : undefined;
}

/** Whether `file` is a symbolic link that leads nowhere. */
export function isBrokenLink(file: string): boolean {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink && statSync(file, { throwIfNoEntry: false }) === undefined;
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
export async function findJsonFiles(folder: string, takes: (file: string) => boolean): Promise<FolderSearch> {
  const files: string[] = [];
  const problems: string[] = [];
  const isWanted = (file: string, { name }: FolderEntry): boolean => name.endsWith('.json') || takes(file);
  for await (const step of walk(folder.replaceAll(path.sep, '/'), folderReader, isWanted)) {
    if (step.kind === 'file') files.push(path.normalize(step.path));
    if (step.kind === 'unreadable')
      problems.push(`${path.normalize(step.path)}: ${describeError(step.error)}`);
    if (step.kind === 'limit') problems.push(describeLimit(folder, step.limit));
  }
  return { files: files.sort(comparePaths), problems };
}

function describeLimit(folder: string, limit: keyof WalkLimits): string {
  const most = WALK_LIMITS[limit];
  switch (limit) {
    case 'files':
      return t('{0}: only the first {1} files are looked at', folder, most);
    case 'folders':
      return t('{0}: only the first {1} folders are looked at', folder, most);
    case 'depth':
      return t('{0}: folders more than {1} levels down are not looked at', folder, most);
  }
}

/** Each call is done when it returns. */
const folderReader: FolderReader = {
  entries: (folder) => settle(() => toEntries(readdirSync(folder, { withFileTypes: true }))),
  folderIdentity: (file) => settle(() => (statSync(file).isDirectory() ? realpathSync(file) : undefined)),
};

function settle<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(attempt(work));
  });
}

/** Why something cannot be read. Throws what is no error of the system. */
function describeError(error: unknown): string {
  if (error instanceof FileError) return error.message;
  throw error;
}

/** Standard input, to its end. */
export async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
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
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return t('no such file or folder');
    case 'EACCES':
    case 'EPERM':
      return t('permission denied');
    case 'ELOOP':
      return t('a link that leads back to itself');
    case 'EISDIR':
      return t('is a folder');
    case 'ENOSPC':
      return t('no space left');
    case 'EROFS':
      return t('a read-only file system');
    case 'ENAMETOOLONG':
      return t('the name is too long');
    default:
      return undefined;
  }
}
