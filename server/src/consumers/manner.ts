import { SYSTEM_FOLDERS } from '../descriptor/searchPath';

/**
 * A place that a consumer searches: a folder by its path, or `qemu/firmware` below one that the user's environment names. *configuration*
 * and *data* are the user's own folders; *session-configuration* is searched only by what the user has started; *shared-data* are the
 * folders of `$XDG_DATA_DIRS`. [XDG Base Directory Specification]
 */
export type Place =
  | { readonly folder: string }
  | { readonly below: 'configuration' | 'session-configuration' | 'data' | 'shared-data' };

/** The places that every consumer but few searches for everybody, the least specific first. */
export const SYSTEM_PLACES: readonly Place[] = SYSTEM_FOLDERS.map((folder) => ({ folder }));

/** Where a consumer searches, and how it takes the files of its directories together. */
export interface Manner {
  /** The least specific first. */
  readonly places: readonly Place[];
  /** Whether it looks at a file of this name at all. */
  takes(name: string): boolean;
  /** What a device in the place of a file does, such as a link to /dev/null: nothing, hide like an empty file, or be read. */
  readonly onDevice: 'passes' | 'masks' | 'reads';
  /** Whether links are followed; else files that are links count for nothing. */
  readonly onLink: 'follows' | 'passes';
  /** What a link that leads nowhere does: it is passed over, or the consumer gives up. */
  readonly onDangling: 'passes' | 'breaks';
  /** What an empty file does: it hides, or is read. */
  readonly onEmpty: 'masks' | 'reads';
  /**
   * The order of the files. *by-name*: of files of one name only the most specific counts. In the other orders all of them do: *by-path*
   * as their whole paths sort, *general-first* and *specific-first* directory after directory.
   */
  readonly order: 'by-name' | 'by-path' | 'general-first' | 'specific-first';
}
