import { readLoadableFirmware, type LoadableFirmware } from '../commandline/firmware';
import { makeGuest, type GuestMachine, type MachineWish } from '../commandline/guest';
import { makeOsElement, type OsElement } from '../commandline/libvirt';
import { makeCommandLine, type CommandLine, type CommandLineWish } from '../commandline/qemu';
import type { LibvirtRelease } from '../consumers/libvirt/releases';
import type { DescriptorDocument } from '../descriptor/document';
import { getSchema } from '../schema/bundled';
import { makeVisible } from '../text/visible';

/** How to load the firmware of a descriptor into a guest on one machine. */
export interface LoadedFirmware<T> {
  readonly guest: GuestMachine;
  readonly how: T;
}

/** Returns the commands that start a guest with the firmware of a descriptor, or a sentence on why none do. */
export function loadByCommands(
  document: DescriptorDocument,
  wish: CommandLineWish & MachineWish,
): LoadedFirmware<CommandLine> | string {
  return load(document, wish, (firmware, guest) => makeCommandLine(firmware, guest, wish));
}

/** Returns the element of a libvirt guest that gets the firmware of a descriptor, or a sentence on why none does. */
export function loadByLibvirt(
  document: DescriptorDocument,
  wish: MachineWish & { readonly release?: LibvirtRelease | undefined } = {},
): LoadedFirmware<OsElement> | string {
  return load(document, wish, (firmware, guest) => makeOsElement(firmware, guest, wish.release));
}

/**
 * Reads by the newest schema for any release, as the question is how an image is loaded. Reasons and notes quote the descriptor, so they
 * are shown as lines that do nothing.
 */
function load<T extends { readonly notes: readonly string[] }>(
  document: DescriptorDocument,
  wish: MachineWish,
  how: (firmware: LoadableFirmware, guest: GuestMachine) => T | string,
): LoadedFirmware<T> | string {
  const firmware = readLoadableFirmware(document.withContext(getSchema('latest')));
  if (typeof firmware === 'string') return makeVisible(firmware);
  const guest = makeGuest(firmware, wish);
  if (typeof guest === 'string') return makeVisible(guest);
  const found = how(firmware, guest);
  if (typeof found === 'string') return makeVisible(found);
  return { guest, how: { ...found, notes: found.notes.map(makeVisible) } };
}
