import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

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
  if (found.isDirectory()) throw new FileError('is a folder');
  if (!found.isFile()) {
    if (realpathSync(file) === '/dev/null') return new Uint8Array();
    throw new FileError('is not a regular file');
  }
  if (found.size > MAX_BYTES) throw new FileError(`is too large (over ${MAX_BYTES / 1024 / 1024} MiB)`);
  return attempt(() => readFileSync(file));
}

export interface FolderSearch {
  /** Every `.json` file in the folder and those in it, in the order of their paths. */
  readonly files: readonly string[];
  /** What could not be looked into, and why. */
  readonly problems: readonly string[];
}

/** Searches a folder, links followed, each real folder once; up to 100,000 files. Never throws. */
export function jsonFilesIn(folder: string): FolderSearch {
  const files: string[] = [];
  const problems: string[] = [];
  const visited = new Set<string>();

  const visit = (current: string): void => {
    const real = realpathSync(current);
    if (visited.has(real)) return;
    visited.add(real);
    for (const name of readdirSync(current).sort()) {
      if (files.length >= MAX_FILES) return;
      const entry = path.join(current, name);
      const kind = statSync(entry, { throwIfNoEntry: false });
      if (kind?.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(name)) guarded(entry);
      } else if (name.endsWith('.json')) {
        files.push(entry);
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
  if (files.length >= MAX_FILES) problems.push(`${folder}: only the first ${MAX_FILES} files are looked at`);
  return { files, problems };
}

/** Standard input, to its end. */
export async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Does `work`; what the system says against it becomes a FileError. */
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new FileError(REASONS[code] ?? `cannot be read (${code})`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'a link that leads back to itself',
  EISDIR: 'is a folder',
  ENAMETOOLONG: 'the name is too long',
};
