import type { DeepFacts } from '../images/deep';
import type { ImageFacts } from '../images/facts';
import type { Program } from '../images/program';

/** What lies around a descriptor's file: data that somebody who can read files has found, for the rules that look beyond the text. */
export interface Surroundings {
  /** The images that the descriptor names and that are not there, each with the names of the files in its folder. */
  readonly missingImages: ReadonlyMap<string, readonly string[]>;
  /** The images that the descriptor names and that are no file, or that may not be read. */
  readonly unreadableImages?: ReadonlyMap<string, 'folder' | 'denied'> | undefined;
  /** What is known of the images that are there, by their paths in the descriptor; absent where nobody looked. */
  readonly images?: ReadonlyMap<string, SeenImage> | undefined;
  /** Where the file lies in a directory that consumers search. */
  readonly entry?: DirectoryEntry | undefined;
}

/** What somebody who can read files has found in an image. */
export interface SeenImage {
  readonly facts: ImageFacts;
  /** Absent where there are none, and where nobody has looked that deep, or not yet. */
  readonly deep?: DeepFacts | undefined;
  /** What the texts of an image say that has no other mark; absent where nobody looked for them. */
  readonly program?: Program | undefined;
  /** Whether somebody looks that deep at this moment. */
  readonly pending?: boolean | undefined;
}

/** A file among the descriptors that consumers read together with it. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
  /** The file of the same name in the most specific directory that has one, where that is another one than this. */
  readonly replacedBy?: Neighbour | undefined;
  /** Whether a less specific directory has a file of the same name. */
  readonly replaces: boolean;
  /** The descriptors that are looked at before this one, in that order. */
  readonly earlier: readonly EarlierDescriptor[];
  /** Those that are looked at after this one. */
  readonly later?: readonly EarlierDescriptor[] | undefined;
}

/** A file with content, one without, a link to a device such as /dev/null, or a link that leads nowhere. */
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
