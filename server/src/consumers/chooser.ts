/** How a consumer chooses firmware: what it checks in the guest and in each descriptor. */
import type { DescriptorDocument } from '../descriptor/document';
import { Kept } from '../descriptor/kept';
import type { JsonValue } from '../descriptor/json';
import type { Consumer, Objection } from './consumer';
import type { Firmware } from './firmware';
import type { Guest } from './guest';
import { readAs } from './jsonDialect';
import type { FilledOs, GuestProblem } from './outcome';
import type { Refusal } from './refusal';

export interface Chooser {
  readonly consumer: Consumer;
  /** Whether it reads all files before it chooses. Then a file that it cannot read matters even after the one that matches. */
  readonly readsAhead: boolean;
  /** Whether it treats image paths that lead to the same file, by links or otherwise, as equal. Otherwise it compares the paths as text. */
  readonly followsLinks: boolean;
  /** The machine type that it starts for an architecture, if it makes that choice itself. */
  readonly getMachine?: (architecture: string) => string;
  /** Why it looks at no descriptor for this guest; undefined where it does. */
  findStop(guest: Guest): Stop | undefined;
  /** Reads a descriptor the way the consumer does. */
  read(document: DescriptorDocument, guest: Guest): ReadDescriptor;
  /**
   * Lists why it does not give this firmware to this guest, the first reason first.
   *
   * @param isSameFile whether it treats two image paths as equal
   */
  findRefusals(guest: Guest, firmware: Firmware, isSameFile?: SameFile): Iterable<Refusal>;
  /** Whether the guest needs no descriptor and can therefore start even if none matches. */
  hasOwnFirmware(guest: Guest): boolean;
  /** Lists the problems of a guest and its firmware, starting with the error that the program would report. */
  findProblems(guest: Guest, given: Given): readonly GuestProblem[];
  /**
   * Returns the firmware part of the guest as the program fills it in; empty if the program writes no such part.
   *
   * @param firmware the chosen firmware; undefined if the guest has its own
   */
  fillIn(guest: Guest, firmware: Firmware | undefined): FilledOs;
}

/** What a guest gets: the chosen firmware, its own, or none. */
export type Given = { readonly firmware: Firmware } | 'own' | 'none';

/** Returns whether two image paths are equal. */
export type SameFile = (one: string, other: string) => boolean;

/** Compares paths as text. */
export const isSameText: SameFile = (one, other) => one === other;

/** Why a consumer looks at no descriptor for a guest. */
export interface Stop {
  readonly message: string;
  /** Why the guest is rejected, the first reason first; empty if it starts without a descriptor. */
  readonly problems: readonly GuestProblem[];
}

/** Returns the stop for a rejected guest; undefined without problems. */
export function stopFor(problems: readonly GuestProblem[]): Stop | undefined {
  const [first] = problems;
  return first && { message: first.message, problems };
}

/** A descriptor as a consumer reads it. */
export interface ReadDescriptor {
  /** Undefined if its parser rejects the text. */
  readonly root?: JsonValue;
  /** Why it cannot use the file, the first reason first. */
  readonly objections: readonly Objection[];
  /** Whether a consumer that reads ahead notices them only when it reaches the file. */
  readonly isMetLater?: boolean;
}

/** Reads a descriptor as a consumer does for every guest; computed once for each document. */
export function readBy(consumer: Consumer, document: DescriptorDocument): ReadDescriptor {
  const known = readings.of(document, makeMap);
  const reading = known.get(consumer) ?? readForGuest(consumer, document, consumer.read.bind(consumer));
  known.set(consumer, reading);
  return reading;
}

const readings = new Kept<Map<Consumer, ReadDescriptor>>();
const makeMap = (): Map<Consumer, ReadDescriptor> => new Map();

/** Reads a descriptor in the consumer's dialect of JSON. @param read lists the consumer's objections to the JSON for one guest */
export function readForGuest(
  consumer: Consumer,
  document: DescriptorDocument,
  read: Consumer['read'],
): ReadDescriptor {
  const seen = readAs(consumer.json, document);
  if ('refused' in seen) return { objections: seen.refused };
  return { root: seen.root, objections: read(seen.root, seen.document) };
}
