/** Where a consumer searches, and how it takes the files of its directories together. */
export interface Manner {
  /** The directories that it searches for everybody, the least specific first. */
  readonly systemFolders: readonly string[];
  /** Whether the user's own directory is searched: by all processes, by those that the user has started, or by none. */
  readonly usersFolder: 'always' | 'session' | 'never';
  /** Whether it looks at a file of this name at all. */
  takes(name: string): boolean;
  /** What a device in the place of a file does, such as a link to /dev/null: nothing, hide like an empty file, or be read. */
  readonly onDevice: 'passes' | 'masks' | 'reads';
  /** What a link that leads nowhere does: it is passed over, or the consumer gives up. */
  readonly onDangling: 'passes' | 'breaks';
  /** What an empty file does: it hides, or is read. */
  readonly onEmpty: 'masks' | 'reads';
  /** Whether of files of one name only the most specific counts; else all do, in the order of their paths. */
  readonly merges: boolean;
}
