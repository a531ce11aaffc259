/** How a consumer chooses: what it asks of the guest, and of each descriptor. */
import type { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import type { Consumer, Objection } from './consumer';
import type { Firmware } from './firmware';
import type { Guest } from './guest';
import { readAs } from './jsonDialect';
import type { Refusal } from './refusal';

export interface Chooser {
  readonly consumer: Consumer;
  /** Whether it reads all files before it chooses, so that one that it cannot read matters also behind the one that fits. */
  readonly readsAhead: boolean;
  /** Why it looks at no descriptor for this guest, as a sentence; undefined where it does. */
  findStop(guest: Guest): string | undefined;
  /** The descriptor as it sees it. */
  read(document: DescriptorDocument, guest: Guest): ReadDescriptor;
  /** Why it does not give this firmware to this guest, the first reason first. */
  findRefusals(guest: Guest, firmware: Firmware): Iterable<Refusal>;
  /** What goes wrong with a guest and the firmware that it has chosen for it, or where it has found none. */
  findCaveat(guest: Guest, firmware: Firmware | undefined): string | undefined;
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
