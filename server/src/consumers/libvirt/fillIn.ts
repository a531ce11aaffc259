import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { FilledOs } from '../outcome';
import type { VersionedChoice } from './releases';

/**
 * Returns the firmware part of a guest as libvirt fills it in. [qemu_firmware.c, qemuFirmwareEnableFeaturesModern]
 *
 * @param firmware the chosen firmware; undefined if the guest has its own
 */
export function fillIn(guest: Guest, firmware: Firmware | undefined, choice: VersionedChoice): FilledOs {
  if (!firmware) return { loader: describeOwnLoader(guest), nvram: describeOwnNvram(guest), smm: guest.smm };
  return {
    firmware: findInterface(guest, firmware),
    loader: describeLoader(guest, firmware, choice),
    nvram: describeNvram(guest, firmware, choice),
    varstore: describeVarstore(guest, firmware, choice),
    smm: guest.smm ?? (firmware.features.includes('requires-smm') ? true : undefined),
    features: listFeatures(firmware),
  };
}

function findInterface({ firmware: requested }: Guest, { interfaceTypes }: Firmware): FilledOs['firmware'] {
  const named = requested ?? interfaceTypes.find((type) => type === 'uefi' || type === 'bios');
  return named === 'uefi' ? 'efi' : named === 'bios' ? 'bios' : undefined;
}

function describeOwnLoader(guest: Guest): FilledOs['loader'] {
  const { loader, loaderType, loaderFormat, loaderReadonly, loaderSecure, stateless } = guest;
  if (loader === undefined) return undefined;
  return {
    path: loader,
    type: loaderType ?? 'rom',
    format: loaderFormat ?? 'raw',
    readonly: loaderReadonly,
    secure: loaderSecure,
    stateless,
  };
}

function describeOwnNvram(guest: Guest): FilledOs['nvram'] {
  const { nvram, nvramFormat, nvramTemplate, templateFormat, loaderType, loaderReadonly, stateless } = guest;
  const isKept = loaderType === 'pflash' && stateless !== true;
  if (!isKept || (nvram === undefined && loaderReadonly !== true)) return undefined;
  return { path: nvram, format: nvramFormat ?? 'raw', template: nvramTemplate, templateFormat };
}

function describeLoader(guest: Guest, firmware: Firmware, choice: VersionedChoice): FilledOs['loader'] {
  const { device, mode, file: path, format, features } = firmware;
  if (device === 'kernel' || path === undefined) return describeOwnLoader(guest);
  const isFlash = device === 'flash';
  return {
    path,
    type: isFlash ? 'pflash' : 'rom',
    format: isFlash ? format : choice.looksAtFormats ? 'raw' : undefined,
    readonly: isFlash ? mode !== 'combined' : guest.loaderReadonly,
    secure: features.includes('requires-smm') ? true : guest.loaderSecure,
    stateless: isFlash && mode === 'stateless' ? true : guest.stateless,
  };
}

function describeNvram(guest: Guest, firmware: Firmware, choice: VersionedChoice): FilledOs['nvram'] {
  const { device, mode, template, templateFormat } = firmware;
  if (device !== 'flash' || mode !== 'split') return undefined;
  const isTold = choice.nvramFormat !== 'unread';
  // Variables on another computer already exist: libvirt does not create them from a template.
  if (guest.nvramType === 'network')
    return { path: guest.nvram, format: guest.nvramFormat ?? templateFormat };
  return {
    path: guest.nvram,
    format: isTold ? (guest.nvramFormat ?? templateFormat) : 'raw',
    template,
    templateFormat: isTold ? templateFormat : undefined,
  };
}

function describeVarstore(guest: Guest, firmware: Firmware, choice: VersionedChoice): FilledOs['varstore'] {
  const { device, storeTemplate: template } = firmware;
  if (choice.variables !== 'since-12' || device !== 'memory' || template === undefined) return undefined;
  return { path: guest.varstore, template };
}

/** libvirt writes no features for combined flash, whose variables are unknown. */
function listFeatures({ device, mode, features }: Firmware): FilledOs['features'] {
  if (device === 'flash' && mode === 'combined') return undefined;
  return ['enrolled-keys', 'secure-boot'].map((name) => ({ name, enabled: features.includes(name) }));
}
