import type { FileProblem } from './fileProblem';

/**
 * The one port through which files come in. Paths are plain strings with `/`; what they name is up to the
 * implementation (`nodeWorkspace` on disk, `makeMemoryWorkspace` in tests). Nothing that a file system can do is an error here: what
 * cannot be reached is `undefined` or a problem, and no call waits for a named pipe.
 */
export interface Workspace {
  /** The kind and the size in bytes of what `path` names, links followed; undefined where nothing can be reached. */
  stat(path: string): Promise<FileStat | undefined>;
  /** What is in a folder, sorted by name, links not followed. */
  entries(folder: string): Promise<Entries>;
  /** What tells a folder from every other one, links followed; undefined where `path` leads to no folder. */
  folderIdentity(path: string): Promise<string | undefined>;
  /**
   * The whole content of a regular file, links followed, of no more than `limit` bytes: reading stops one byte after that, whatever size
   * the file is said to have. The null device has an empty content. READ_LIMITS lists the limits.
   */
  read(path: string, limit: number): Promise<Content>;
  /** A regular file to be read in parts, links followed. Who opens it closes it. */
  open(path: string): Promise<OpenFile | NoContent>;
  /** What a symbolic link says, relative to its folder or not; undefined for what is no link. */
  linkTarget(path: string): Promise<string | undefined>;
}

export interface NoContent {
  readonly problem: FileProblem;
}

export type Content = { readonly bytes: Uint8Array } | NoContent;

export type Entries = { readonly entries: readonly FolderEntry[] } | NoContent;

/** A file that is read in parts. Offsets and sizes are in bytes. */
export interface OpenFile {
  /** When it was opened. */
  readonly size: number;
  /**
   * The bytes from `offset` on: `length` of them, fewer at the end, none beyond it or where the numbers make no sense.
   * Rejects where the medium fails.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  /** Another text wherever the content may be another: of the file's number and ctime, which nobody can set. Absent where nobody knows. */
  readonly revision?: string;
}

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}
