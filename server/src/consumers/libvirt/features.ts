/** How libvirt compares the features of firmware with a guest. [qemu_firmware.c, qemuFirmwareMatchDomain] */
import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import { proposeFeature, proposeNoFeature, type Refusal } from '../refusal';
import type { VersionedChoice } from './releases';

/** Compares the ways to suspend a guest. */
export function* refuseSuspension(guest: Guest, firmware: Firmware): Generator<Refusal> {
  if (guest.s3 === true && !firmware.features.includes('acpi-s3'))
    yield {
      code: 'acpi-s3',
      message: () => t('The guest requires suspend-to-RAM (S3), but this firmware does not offer “acpi-s3”.'),
      guest: {
        text: () => t('Remove <suspend-to-mem enabled="yes"/> from the guest.'),
        change: { s3: undefined },
      },
      firmware: proposeFeature(firmware, 'acpi-s3'),
    };
  if (guest.s4 === true && !firmware.features.includes('acpi-s4'))
    yield {
      code: 'acpi-s4',
      message: () =>
        t('The guest requires suspend-to-disk (S4), but this firmware does not offer “acpi-s4”.'),
      guest: {
        text: () => t('Remove <suspend-to-disk enabled="yes"/> from the guest.'),
        change: { s4: undefined },
      },
      firmware: proposeFeature(firmware, 'acpi-s4'),
    };
}

/** Compares the features that a guest requires or excludes by name. */
export function* refuseFeatures(
  guest: Guest,
  firmware: Firmware,
  choice: VersionedChoice,
): Generator<Refusal> {
  const isDerived = choice.derivesSecureBoot && guest.enrolledKeys === true && guest.secureBoot === undefined;
  const secureBoot = isDerived || guest.secureBoot;
  yield* refuseFeature(secureBoot, firmware, 'secure-boot', isDerived ? KEYS : ['secure-boot', 'secureBoot']);
  yield* refuseFeature(guest.enrolledKeys, firmware, 'enrolled-keys', KEYS);
}

const KEYS = ['enrolled-keys', 'enrolledKeys'] as const;

/** @param wish the feature that the guest names, and its member of the guest */
function* refuseFeature(
  isRequired: boolean | undefined,
  firmware: Firmware,
  feature: 'secure-boot' | 'enrolled-keys',
  [wish, member]: readonly [string, keyof Guest],
): Generator<Refusal> {
  if (isRequired === undefined || isRequired === firmware.features.includes(feature)) return;
  yield {
    code: feature,
    message: () =>
      isRequired
        ? t('The guest requires “{0}”, but this firmware does not offer it.', feature)
        : t('The guest excludes “{0}”, but this firmware offers it.', feature),
    guest: {
      text: () =>
        t('Remove <feature name="{0}" enabled="{1}"/> from the guest.', wish, isRequired ? 'yes' : 'no'),
      change: { [member]: undefined },
    },
    firmware: isRequired ? proposeFeature(firmware, feature) : proposeNoFeature(firmware, feature),
  };
}

/** Compares who may write to the flash: releases that look at formats also look at SMM. */
export function* refuseSmm(guest: Guest, firmware: Firmware, choice: VersionedChoice): Generator<Refusal> {
  const needs = firmware.features.includes('requires-smm');
  const code = 'smm';
  if (needs && choice.looksAtFormats && guest.smm === false)
    yield {
      code,
      message: () => t('The guest disables SMM, but this firmware requires it.'),
      guest: { text: () => t('Remove <smm state="off"/> from the guest.'), change: { smm: undefined } },
      firmware: proposeNoFeature(firmware, 'requires-smm'),
    };
  if (!needs && guest.loaderSecure === true)
    yield {
      code,
      message: () =>
        t(
          'The guest’s <loader> has secure="yes", so only code in SMM can write to flash, but this firmware does not use SMM.',
        ),
      guest: {
        text: () => t('Remove secure="yes" from the guest’s <loader>.'),
        change: { loaderSecure: undefined },
      },
      firmware: proposeFeature(firmware, 'requires-smm'),
    };
  if (needs && guest.loaderSecure === false)
    yield {
      code,
      message: () =>
        t(
          'The guest’s <loader> has secure="no", so any code can write to flash, but this firmware requires that only code in SMM can.',
        ),
      guest: {
        text: () => t('Remove secure="no" from the guest’s <loader>.'),
        change: { loaderSecure: undefined },
      },
      firmware: proposeNoFeature(firmware, 'requires-smm'),
    };
}
