/** How each consumer chooses: which files it takes, what it asks of the guest, and of each descriptor. */
import { t } from '@vscode/l10n';
import { findConsumer, type Consumer, type Objection } from '../consumers/index';
import { readAs } from '../consumers/jsonDialect';
import { exceptions } from '../consumers/mkosi';
import type { DescriptorDocument } from '../descriptor/document';
import type { JsonValue } from '../descriptor/json';
import type { Manner } from './arrange';
import type { Firmware, Guest, Refusal } from './guest';
import { libvirtRefusals, RELEASES, type Release } from './libvirt';
import { libvirtCaveat, libvirtStop } from './libvirtGuest';
import { LIBVIRT_MANNER, MKOSI_MANNER, VMSPAWN_MANNER } from './manners';
import { mkosiRefusals } from './mkosi';
import { vmspawnRefusals } from './vmspawn';

export interface Chooser {
  readonly consumer: Consumer;
  readonly manner: Manner;
  /** Whether it reads all files before it chooses, so that one that it cannot read matters also behind the one that fits. */
  readonly readsAhead: boolean;
  /** Why it looks at no descriptor for this guest, as a sentence; undefined where it does. */
  stop(guest: Guest): string | undefined;
  /** The descriptor as it sees it. */
  read(document: DescriptorDocument, guest: Guest): Seen;
  /** Why it does not give this firmware to this guest, the first reason first. */
  refusals(guest: Guest, firmware: Firmware): Iterable<Refusal>;
  /** What goes wrong with a guest and the firmware that it has chosen for it, or where it has found none. */
  caveat(guest: Guest, firmware: Firmware | undefined): string | undefined;
}

interface Seen {
  /** Undefined where its parser gives the text up. */
  readonly root?: JsonValue;
  /** Why it cannot use the file, the first reason first. */
  readonly objections: readonly Objection[];
}

/** The ids of the consumers whose choice is known. */
export const CHOOSERS: readonly string[] = [
  ...RELEASES.map(({ version }) => `libvirt@${version}`),
  'vmspawn@257',
  'mkosi@27',
];

/** How a consumer chooses; undefined where that is not known. */
export function chooserOf(id: string): Chooser | undefined {
  const consumer = findConsumer(id);
  if (!consumer || !CHOOSERS.includes(consumer.id)) return undefined;
  const release = RELEASES.find(({ version }) => consumer.id === `libvirt@${version}`);
  if (release) return libvirt(consumer, release);
  return consumer.name === 'mkosi' ? mkosi(consumer) : vmspawn(consumer);
}

function libvirt(consumer: Consumer, release: Release): Chooser {
  return {
    consumer,
    manner: LIBVIRT_MANNER,
    readsAhead: true,
    stop: (guest) => libvirtStop(guest, release),
    read: (document) => readBy(consumer, document, (root, seen) => consumer.read(root, seen)),
    refusals: (guest, firmware) => libvirtRefusals(guest, firmware, release),
    caveat: (guest, firmware) => libvirtCaveat(guest, firmware, release),
  };
}

function vmspawn(consumer: Consumer): Chooser {
  return {
    consumer,
    manner: VMSPAWN_MANNER,
    readsAhead: false,
    stop: () => undefined,
    read: (document) => readBy(consumer, document, (root, seen) => consumer.read(root, seen)),
    refusals: vmspawnRefusals,
    caveat: () => undefined,
  };
}

/** Reads of a descriptor what the question at hand takes it to. */
function mkosi(consumer: Consumer): Chooser {
  return {
    consumer,
    manner: MKOSI_MANNER,
    readsAhead: false,
    stop: ({ firmware }) =>
      firmware === 'bios' ? t('mkosi looks descriptors up for UEFI only.') : undefined,
    read: (document, { architecture, secureBoot = false, enrolledKeys = false }) =>
      readBy(consumer, document, (root, seen) =>
        exceptions(root, seen, [{ architecture, secureBoot, enrolledKeys }]),
      ),
    refusals: mkosiRefusals,
    caveat: () => undefined,
  };
}

function readBy(
  { json }: Consumer,
  document: DescriptorDocument,
  objectionsTo: (root: JsonValue, seen: DescriptorDocument) => readonly Objection[],
): Seen {
  const seen = readAs(json, document);
  if ('refused' in seen) return { objections: seen.refused };
  return { root: seen.root, objections: objectionsTo(seen.root, seen.document) };
}
