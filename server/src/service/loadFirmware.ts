import { readLoadableFirmware, type LoadableFirmware } from '../commandline/firmware';
import { makeGuest, type GuestMachine, type MachineWish } from '../commandline/guest';
import { makeOsElement, type OsElement } from '../commandline/libvirt';
import { makeCommandLine, type CommandLine, type CommandLineWish } from '../commandline/qemu';
import type { LibvirtRelease } from '../consumers/libvirt/releases';
import type { DescriptorDocument } from '../descriptor/document';
import { getSchema } from '../schema/bundled';
import { makeVisible } from '../text/visible';

/** How the firmware of a descriptor gets into a guest on one machine. */
export interface LoadedFirmware<T> {
  readonly guest: GuestMachine;
  readonly how: T;
}

/** The commands that start a guest with the firmware of a descriptor; a string says why there are none. */
export function loadByCommands(
  document: DescriptorDocument,
  wish: CommandLineWish & MachineWish,
): LoadedFirmware<CommandLine> | string {
  return load(document, wish, (firmware, guest) => makeCommandLine(firmware, guest, wish));
}

/** The element of a libvirt guest that gets the firmware of a descriptor; a string says why there is none. */
export function loadByLibvirt(
  document: DescriptorDocument,
  wish: MachineWish & { readonly release?: LibvirtRelease | undefined } = {},
): LoadedFirmware<OsElement> | string {
  return load(document, wish, (firmware, guest) => makeOsElement(firmware, guest, wish.release));
}

/**
 * Reads by the newest schema, whatever the release: what is asked is how an image is loaded. Reasons and notes quote the descriptor, so
 * they are made lines that do nothing where they are shown.
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
