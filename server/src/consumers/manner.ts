import { SYSTEM_FOLDERS } from '../descriptor/searchPath';

/**
 * A place that a consumer searches: a folder by its path, or `qemu/firmware` below one that the user's environment names. *configuration*
 * and *data* are the user's own folders; *session-configuration* is searched only by what the user has started; *shared-data* are the
 * folders of `$XDG_DATA_DIRS`. [XDG Base Directory Specification]
 */
export type Place =
  | { readonly folder: string }
  | { readonly below: 'configuration' | 'session-configuration' | 'data' | 'shared-data' };

/** The places that most consumers search for all users, the least specific first. */
export const SYSTEM_PLACES: readonly Place[] = SYSTEM_FOLDERS.map((folder) => ({ folder }));

/** Where a consumer searches, and how it merges the files of its directories. */
export interface Manner {
  /** The least specific first. */
  readonly places: readonly Place[];
  /** Returns whether it reads files with this name at all. */
  takes(name: string): boolean;
  /** What a device instead of a file does, such as a link to /dev/null: nothing, hide files like an empty file, or be read. */
  readonly onDevice: 'passes' | 'masks' | 'reads';
  /** Whether links are followed; otherwise files that are links are ignored. */
  readonly onLink: 'follows' | 'passes';
  /** What a broken link does: the consumer ignores it, or gives up. */
  readonly onDangling: 'passes' | 'breaks';
  /** What an empty file does: it hides other files, or is read. */
  readonly onEmpty: 'masks' | 'reads';
  /**
   * The order of the files. *by-name*: of files with the same name, only the most specific counts. In the other orders, all files count: *by-path*
   * sorts whole paths; *general-first* and *specific-first* go through one directory after the other.
   */
  readonly order: 'by-name' | 'by-path' | 'general-first' | 'specific-first';
}
