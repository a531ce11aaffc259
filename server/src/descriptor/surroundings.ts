import type { DeepFacts } from '../images/deep';
import type { ImageFacts } from '../images/facts';
import type { Program } from '../images/program';

/** Data about the files around a descriptor, for rules that look beyond the text. Code that can read files collects it. */
export interface Surroundings {
  /** The missing images that the descriptor names, each with the names of the files in its folder. */
  readonly missingImages: ReadonlyMap<string, readonly string[]>;
  /** The images that the descriptor names but that are not files or cannot be read. */
  readonly unreadableImages?: ReadonlyMap<string, 'folder' | 'denied'> | undefined;
  /** Facts about the existing images, by their paths in the descriptor; absent if the images were not read. */
  readonly images?: ReadonlyMap<string, SeenImage> | undefined;
  /** The place of the file, if it is in a directory that consumers search. */
  readonly entry?: DirectoryEntry | undefined;
  /** The names of the chosen programs, if the file is in a descriptor directory that none of them searches. */
  readonly unsearchedBy?: readonly string[] | undefined;
}

/** The facts that were read from an image. */
export interface SeenImage {
  readonly facts: ImageFacts;
  /** Absent if there are none, or if modules have not been read (yet). */
  readonly deep?: DeepFacts | undefined;
  /** Facts that only the texts of an image reveal; absent if they were not read. */
  readonly program?: Program | undefined;
  /** Whether the modules are being read now. */
  readonly pending?: boolean | undefined;
}

/** A file among the descriptors that consumers read together with it. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
  /** The file that overrides this one: that of the same name in the most specific directory, if it is not this file. */
  readonly replacedBy?: Neighbour | undefined;
  /** Whether a less specific directory has a file of the same name. */
  readonly replaces: boolean;
  /** The descriptors that are checked before this one, in that order. */
  readonly earlier: readonly EarlierDescriptor[];
  /** The descriptors that are checked after this one. */
  readonly later?: readonly EarlierDescriptor[] | undefined;
}

/** A file with content, an empty file, a link to a device such as /dev/null, or a broken link. */
export type EntryKind = 'file' | 'empty' | 'device' | 'dangling';

export interface Neighbour {
  readonly path: string;
  readonly kind: EntryKind;
}

export interface EarlierDescriptor {
  readonly path: string;
  /** See `makeSelectionKey`. */
  readonly key: string;
  /** The format of its executable. */
  readonly format?: string | undefined;
}
