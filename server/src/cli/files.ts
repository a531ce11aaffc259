import { t } from '@vscode/l10n';
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { MAX_LENGTH } from '../descriptor/syntaxTree';

/** The reason why a file cannot be used, in a few words. */
export class FileError extends Error {}

/** A file this large is no descriptor; it is not read. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 100_000;
const SKIPPED_FOLDERS = new Set(['node_modules', '.git']);

/** What `file` names, links followed. Throws FileError where it cannot be reached. */
export function kindOf(file: string): 'file' | 'folder' | 'other' {
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
 * The content of a file that nobody named, or undefined where it cannot be a descriptor: a link that leads nowhere, no regular
 * file, larger than any descriptor, or without the members of one. Throws FileError.
 */
export function readCandidate(file: string): Uint8Array | undefined {
  const found = attempt(() => statSync(file, { throwIfNoEntry: false }));
  if (!found?.isFile() || found.size > MAX_LENGTH) return undefined;
  const bytes = attempt(() => readFileSync(file));
  return MARKS.every((mark) => bytes.includes(mark)) ? bytes : undefined;
}

/** Cheaper to look for in bytes, whatever they are, than in a text. */
const MARKS = ['"interface-types"', '"mapping"'];

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
 * Searches a folder, links followed, each real folder once; up to 100,000 files. Never throws.
 *
 * @param takes whether a file of another name counts, too
 */
export function jsonFilesIn(folder: string, takes: (file: string) => boolean): FolderSearch {
  const files: string[] = [];
  const problems: string[] = [];
  const visited = new Set<string>();

  const visit = (current: string): void => {
    const real = realpathSync(current);
    if (visited.has(real)) return;
    visited.add(real);
    const entries = readdirSync(current, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (files.length >= MAX_FILES) return;
      const file = path.join(current, entry.name);
      if (leadsToFolder(entry, file)) {
        if (!SKIPPED_FOLDERS.has(entry.name)) guarded(file);
      } else if (entry.name.endsWith('.json') || takes(file)) {
        files.push(file);
      }
    }
  };
  const guarded = (current: string): void => {
    try {
      attempt(() => {
        visit(current);
      });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      problems.push(`${current}: ${error.message}`);
    }
  };

  guarded(folder);
  if (files.length >= MAX_FILES)
    problems.push(t('{0}: only the first {1} files are looked at', folder, MAX_FILES));
  return { files, problems };
}

/** A link that leads nowhere is no folder: reading it tells why. */
function leadsToFolder(entry: Dirent, file: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
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
    throw new FileError(reasonFor(code) ?? `${failure} (${code})`);
  }
}

/** What a user makes of an error of the system; undefined where its code says more than we could. */
function reasonFor(code: string): string | undefined {
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
