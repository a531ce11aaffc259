import type { FileProblem } from './fileProblem';

/**
 * The only interface through which files are read. Paths are plain strings with `/`; their meaning depends on the implementation
 * (`nodeWorkspace` on disk, `makeMemoryWorkspace` in tests). File system errors never throw: an unreachable path gives `undefined` or a
 * problem. No call waits for a named pipe.
 */
export interface Workspace {
  /** Returns the kind and the size in bytes of `path`, following links; undefined if it cannot be reached. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Lists a folder, sorted by name, without following links. */
  entries(folder: string): Promise<Entries>;
  /** Returns a text that identifies a folder, following links; undefined if `path` is not a folder. */
  folderIdentity(path: string): Promise<string | undefined>;
  /**
   * Reads a regular file of at most `limit` bytes, following links. Reading stops one byte after the limit, regardless of the size that
   * the file reports. The null device has an empty content. READ_LIMITS lists the limits.
   *
   * @param isKnownAsFile whether `stat` or `entries` has just said that it is a regular file, so that it need not be asked again
   */
  read(path: string, limit: number, isKnownAsFile?: boolean): Promise<Content>;
  /** Opens a regular file to be read in parts, following links. The caller closes it. */
  open(path: string): Promise<OpenFile | NoContent>;
  /** Returns the target of a symbolic link as written, relative or absolute; undefined if `path` is not a link. */
  linkTarget(path: string): Promise<string | undefined>;
  /** How much of it may be searched, if that is less than usual. */
  readonly walkLimits?: WalkLimits;
}

/** How much a walk reads before it stops. */
export interface WalkLimits {
  /** Levels of folders below the starting one. */
  readonly depth: number;
  readonly folders: number;
  readonly files: number;
}

export interface NoContent {
  readonly problem: FileProblem;
}

export type Content = { readonly bytes: Uint8Array } | NoContent;

export type Entries = { readonly entries: readonly FolderEntry[] } | NoContent;

/** A file that is read in parts. Offsets and sizes are in bytes. */
export interface OpenFile {
  /** The size at the time of opening. */
  readonly size: number;
  /**
   * Reads `length` bytes from `offset`; fewer at the end, none beyond it or if the numbers are invalid.
   * Rejects if the medium fails.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  /** Changes whenever the content may have changed: it has the inode and the ctime, which no program can set. Absent if unknown. */
  readonly revision?: string;
}

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}
