import { t } from '@vscode/l10n';
import { NAMES } from './confidential';
import type { Firmware, Guest } from './guest';
import { wantedInterface, type Release } from './libvirt';
import {
  acpiWithoutUefi,
  biosWithVariables,
  chosenKeysWithoutSecureBoot,
  impossibleRom,
  impossibleSmm,
  keysWithoutSecureBoot,
  uefiWithoutAcpi,
  variablesOfNoFormat,
} from './libvirtChecks';

/** Why libvirt looks at no descriptor for a guest, as a sentence; undefined where it does. */
export function libvirtStop(guest: Guest, release: Release): string | undefined {
  const { version } = release;
  const refusal =
    keysWithoutSecureBoot(guest, version) ??
    (release.checksFirst ? refusedFirst(guest, version) : undefined) ??
    (release.checksRom ? impossibleRom(guest, version) : undefined);
  if (refusal !== undefined) return refusal;
  const wanted = wantedInterface(guest);
  const isRom = guest.firmware === undefined && wanted === 'bios';
  if (wanted === undefined || (isRom && release.passesOverRom)) {
    const late = release.checksFirst ? undefined : refusedLater(guest, undefined, release);
    return late ?? notAsked(isRom, version);
  }
  if (guest.confidential !== undefined && !release.confidential.includes(guest.confidential))
    return t('libvirt {0} knows no {1}.', version, NAMES[guest.confidential]);
  return release.checksFirst && guest.firmware === undefined ? ownFirmware(guest, version) : undefined;
}

/** [qemu_firmware.c, qemuFirmwareFillDomain] */
function notAsked(isRom: boolean, version: string): string {
  return isRom
    ? t('The guest names its firmware itself, and libvirt {0} looks for no descriptor of ROM.', version)
    : t('The guest asks for no firmware, so libvirt looks for none, and QEMU starts its own.');
}

/** What libvirt 9.0 refuses before it chooses, in its order. */
function refusedFirst(guest: Guest, version: string): string | undefined {
  return (
    uefiWithoutAcpi(guest, undefined, version) ??
    impossibleSmm(guest, undefined, version) ??
    (guest.firmware && givenAttribute(guest, version)) ??
    acpiWithoutUefi(guest, undefined, version)
  );
}

/**
 * What later releases refuse when they have chosen.
 *
 * @param firmware undefined where the guest has its own, and no descriptor is of that
 */
function refusedLater(
  guest: Guest,
  firmware: Firmware | undefined,
  { version }: Release,
): string | undefined {
  const refusal =
    uefiWithoutAcpi(guest, firmware, version) ??
    acpiWithoutUefi(guest, firmware, version) ??
    impossibleSmm(guest, firmware, version);
  if (refusal !== undefined) return refusal;
  if (!firmware) return variablesOfNoFormat(guest, version);
  return chosenKeysWithoutSecureBoot(firmware, version) ?? biosWithVariables(guest, firmware, version);
}

/** Of a guest that names its firmware. All that is looked for then is the template for its variables. */
function ownFirmware(
  { loader, loaderType, loaderReadonly, nvramTemplate }: Guest,
  version: string,
): string | undefined {
  if (
    loader !== undefined &&
    loaderType === 'pflash' &&
    loaderReadonly === true &&
    nvramTemplate === undefined
  )
    return undefined;
  return t(
    'The guest names its firmware itself, and libvirt {0} looks for no descriptor of it unless it is read-only flash without a template.',
    version,
  );
}

function givenAttribute(guest: Guest, version: string): string | undefined {
  const attributes = [
    ['readonly', guest.loaderReadonly !== undefined],
    // One with a path counts as one for ROM.
    ['type', guest.loaderType !== undefined || guest.loader !== undefined],
    // A template is refused before this one.
    ['secure', guest.loaderSecure === false && guest.nvramTemplate === undefined],
  ] as const;
  const given = attributes.find(([, isGiven]) => isGiven)?.[0];
  if (given !== undefined)
    return t('libvirt {0} refuses a <loader> with “{1}” where it is to choose the firmware.', version, given);
  return guest.nvramTemplate === undefined
    ? undefined
    : t('libvirt {0} refuses an <nvram> with “template” where it is to choose the firmware.', version);
}

/** What libvirt holds against a guest when it has the firmware for it, or the guest has its own; undefined where it starts it. */
export function libvirtCaveat(
  guest: Guest,
  firmware: Firmware | undefined,
  release: Release,
): string | undefined {
  if (!firmware)
    return guest.firmware === undefined && !release.checksFirst
      ? refusedLater(guest, undefined, release)
      : undefined;
  if (release.checksFirst) return oldCaveat(guest, firmware, release.version);
  const refusal = refusedLater(guest, firmware, release);
  return refusal && t('It is the first that fits, but then libvirt refuses the guest. {0}', refusal);
}

/** Measured on libvirt 9.0. */
function oldCaveat(guest: Guest, firmware: Firmware, version: string): string | undefined {
  const { features, device, file, format = '' } = firmware;
  if (guest.smm === false && features.includes('requires-smm'))
    return t(
      'It is the first that fits, but then libvirt {0} refuses the guest: it switches SMM off, and the firmware needs it.',
      version,
    );
  if (device === 'flash' && format !== 'raw')
    return t(
      'It is the first that fits, but then libvirt {0} refuses the guest: it takes flash of the format raw only, and this is “{1}”.',
      version,
      format,
    );
  return file === undefined
    ? t(
        'It is the first that fits, but then libvirt {0} refuses the guest: the descriptor names no image.',
        version,
      )
    : undefined;
}
