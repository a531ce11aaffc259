/** How a consumer chooses: what it asks of the guest, and of each descriptor. */
import type { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import type { Consumer, Objection } from './consumer';
import type { Firmware } from './firmware';
import type { Guest } from './guest';
import { readAs } from './jsonDialect';
import type { FilledOs, GuestProblem } from './outcome';
import type { Refusal } from './refusal';

export interface Chooser {
  readonly consumer: Consumer;
  /** Whether it reads all files before it chooses, so that one that it cannot read matters also behind the one that fits. */
  readonly readsAhead: boolean;
  /** Whether two paths of images that lead to the same file, by links or otherwise, are one to it; else it compares the texts. */
  readonly followsLinks: boolean;
  /** The machine type that it starts for an architecture, where that is its own choice. */
  readonly getMachine?: (architecture: string) => string;
  /** Why it looks at no descriptor for this guest; undefined where it does. */
  findStop(guest: Guest): Stop | undefined;
  /** The descriptor as it sees it. */
  read(document: DescriptorDocument, guest: Guest): ReadDescriptor;
  /**
   * Why it does not give this firmware to this guest, the first reason first.
   *
   * @param isSameFile whether two paths of images are one to it
   */
  findRefusals(guest: Guest, firmware: Firmware, isSameFile?: SameFile): Iterable<Refusal>;
  /** Whether the guest needs no descriptor, so that it can start where none fits. */
  hasOwnFirmware(guest: Guest): boolean;
  /** What there is to know of a guest and its firmware; the first error first, as the program would name it. */
  findProblems(guest: Guest, given: Given): readonly GuestProblem[];
  /**
   * The firmware part of the guest as the program fills it in; empty where it does not write such a thing.
   *
   * @param firmware what was chosen; undefined where the guest has its own
   */
  fillIn(guest: Guest, firmware: Firmware | undefined): FilledOs;
}

/** What a guest gets: firmware that was chosen, its own, or none. */
export type Given = { readonly firmware: Firmware } | 'own' | 'none';

/** Whether two paths of images are one. */
export type SameFile = (one: string, other: string) => boolean;

/** Compares paths as texts. */
export const isSameText: SameFile = (one, other) => one === other;

/** Why a consumer looks at no descriptor for a guest. */
export interface Stop {
  readonly message: string;
  /** What the guest is refused for, the first reason first; empty where it starts without a descriptor. */
  readonly problems: readonly GuestProblem[];
}

/** The stop of a guest that is refused; undefined where there are no problems. */
export function stopFor(problems: readonly GuestProblem[]): Stop | undefined {
  const [first] = problems;
  return first && { message: first.message, problems };
}

/** A descriptor as a consumer sees it. */
export interface ReadDescriptor {
  /** Undefined where its parser gives the text up. */
  readonly root?: JsonValue;
  /** Why it cannot use the file, the first reason first. */
  readonly objections: readonly Objection[];
  /** Whether a consumer that reads ahead meets them only when it comes to the file. */
  readonly isMetLater?: boolean;
}

/** Reads a descriptor in the consumer's dialect of JSON. @param read what it objects to in JSON; by default whatever is asked for */
export function readBy(
  consumer: Consumer,
  document: DescriptorDocument,
  read: Consumer['read'] = (root, seen) => consumer.read(root, seen),
): ReadDescriptor {
  const seen = readAs(consumer.json, document);
  if ('refused' in seen) return { objections: seen.refused };
  return { root: seen.root, objections: read(seen.root, seen.document) };
}
