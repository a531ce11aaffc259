import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import { CONFIDENTIAL_NAMES, type Guest } from '../guest';
import {
  refuseAcpiWithoutUefi,
  refuseBiosWithVariables,
  refuseChosenKeysWithoutSecureBoot,
  refuseImpossibleRom,
  refuseImpossibleSmm,
  refuseKeysWithoutSecureBoot,
  refuseUefiWithoutAcpi,
  refuseVariablesOfNoFormat,
} from './definitionChecks';
import { findWantedInterface } from './refuse';
import type { VersionedChoice } from './releases';

/** Why libvirt looks at no descriptor for a guest, as a sentence; undefined where it does. */
export function findStop(guest: Guest, choice: VersionedChoice): string | undefined {
  const { version } = choice;
  const refusal =
    refuseKeysWithoutSecureBoot(guest, version) ??
    (choice.checksFirst ? refuseFirst(guest, version) : undefined) ??
    (choice.checksRom ? refuseImpossibleRom(guest, version) : undefined);
  if (refusal !== undefined) return refusal;
  const wanted = findWantedInterface(guest);
  const isRom = guest.firmware === undefined && wanted === 'bios';
  if (wanted === undefined || (isRom && choice.passesOverRom)) {
    const late = choice.checksFirst ? undefined : refuseLater(guest, undefined, choice);
    return late ?? explainNotAsked(isRom, version);
  }
  if (guest.confidential !== undefined && !choice.confidential.includes(guest.confidential))
    return t('libvirt {0} knows no {1}.', version, CONFIDENTIAL_NAMES[guest.confidential]);
  return choice.checksFirst && guest.firmware === undefined ? refuseOwnFirmware(guest, version) : undefined;
}

/** [qemu_firmware.c, qemuFirmwareFillDomain] */
function explainNotAsked(isRom: boolean, version: string): string {
  return isRom
    ? t('The guest names its firmware itself, and libvirt {0} looks for no descriptor of ROM.', version)
    : t('The guest asks for no firmware, so libvirt looks for none, and QEMU starts its own.');
}

/** What libvirt 9.0 refuses before it chooses, in its order. */
function refuseFirst(guest: Guest, version: string): string | undefined {
  return (
    refuseUefiWithoutAcpi(guest, undefined, version) ??
    refuseImpossibleSmm(guest, undefined, version) ??
    (guest.firmware && refuseGivenAttribute(guest, version)) ??
    refuseAcpiWithoutUefi(guest, undefined, version)
  );
}

/**
 * What later releases refuse when they have chosen.
 *
 * @param firmware undefined where the guest has its own, and no descriptor is of that
 */
function refuseLater(
  guest: Guest,
  firmware: Firmware | undefined,
  { version }: VersionedChoice,
): string | undefined {
  const refusal =
    refuseUefiWithoutAcpi(guest, firmware, version) ??
    refuseAcpiWithoutUefi(guest, firmware, version) ??
    refuseImpossibleSmm(guest, firmware, version);
  if (refusal !== undefined) return refusal;
  if (!firmware) return refuseVariablesOfNoFormat(guest, version);
  return (
    refuseChosenKeysWithoutSecureBoot(firmware, version) ?? refuseBiosWithVariables(guest, firmware, version)
  );
}

/** Of a guest that names its firmware. All that is looked for then is the template for its variables. */
function refuseOwnFirmware(
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

function refuseGivenAttribute(guest: Guest, version: string): string | undefined {
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
export function findCaveat(
  guest: Guest,
  firmware: Firmware | undefined,
  choice: VersionedChoice,
): string | undefined {
  if (!firmware)
    return guest.firmware === undefined && !choice.checksFirst
      ? refuseLater(guest, undefined, choice)
      : undefined;
  if (choice.checksFirst) return findOldCaveat(guest, firmware, choice.version);
  const refusal = refuseLater(guest, firmware, choice);
  return refusal && t('It is the first that fits, but then libvirt refuses the guest. {0}', refusal);
}

/** Measured on libvirt 9.0. */
function findOldCaveat(guest: Guest, firmware: Firmware, version: string): string | undefined {
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
