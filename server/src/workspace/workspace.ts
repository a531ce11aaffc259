/**
 * The one port through which files come in. Paths are plain strings with `/`; what they name is up to the
 * implementation (`nodeWorkspace` on disk, `makeMemoryWorkspace` in tests). A file that is not there is `undefined`, never an error.
 */
export interface Workspace {
  /** The kind and the size in bytes of what `path` names, links followed; undefined where nothing can be reached. */
  stat(path: string): Promise<FileStat | undefined>;
  /** The names in a folder, sorted by code unit; empty where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** What is in a folder, sorted by name, links not followed; empty where there is no such folder. */
  entries(folder: string): Promise<readonly FolderEntry[]>;
  /** What tells a folder from every other one, links followed; undefined where `path` leads to no folder. */
  folderIdentity(path: string): Promise<string | undefined>;
  /** The whole content; undefined where it cannot be read. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** A regular file to be read in parts, links followed; undefined where it cannot be opened. Who opens it closes it. */
  open(path: string): Promise<OpenFile | undefined>;
}

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
