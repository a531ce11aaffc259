/**
 * The one port through which files come in. Paths are plain strings with `/`; what they name is up to the
 * implementation (`nodeWorkspace` on disk, `memoryWorkspace` in tests). A file that is not there is `undefined`, never an error.
 */
export interface Workspace {
  /** The kind and the size in bytes of what `path` names, links followed; undefined where nothing can be reached. */
  stat(path: string): Promise<FileStat | undefined>;
  /** The names in a folder, sorted by code unit; empty where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** The whole content; undefined where it cannot be read. */
  read(path: string): Promise<Uint8Array | undefined>;
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
}
