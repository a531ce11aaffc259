/** How libvirt holds a descriptor against a guest. [qemu_firmware.c, qemuFirmwareMatchDomain] */
import { t } from '@vscode/l10n';
import { matchesGlob } from '../descriptor/machineGlob';
import type { Firmware, Guest, Refusal } from './guest';
import { confidentialRefusals } from './confidential';
import { loaderRefusals } from './loader';
import { otherArchitecture, otherInterface, withFeature, withMachine, withoutFeature } from './remedies';

/** In what the releases differ. */
export interface Release {
  readonly version: '9.0' | '11.3' | '12.8';
  /** Sees whether SMM is switched off, and the formats of images. */
  readonly looksAtFormats: boolean;
  /** Compares the path of the loader, with flash only and before all else, and no other path. */
  readonly goesByLoader: boolean;
  /** Takes a wish for enrolled keys as one for Secure Boot, too. */
  readonly derivesSecureBoot: boolean;
  /** Holds the definition of a guest against itself before it chooses the firmware, not after that. */
  readonly checksFirst: boolean;
  /** Takes ROM that a guest names as it is, without a look at descriptors. */
  readonly passesOverRom: boolean;
  /** Refuses ROM that the guest may write to or that is not raw; ROM that the guest names may also be UEFI. */
  readonly checksRom: boolean;
  /** Gives guests of ARM that name no machine type one that no firmware is made for. */
  readonly startsBareArm: boolean;
  /** Takes stateless and combined flash also where nobody asked for it, and compares the format of the template. */
  readonly isOpenAboutModes: boolean;
  readonly confidential: readonly string[];
}

export const RELEASES: readonly Release[] = [
  {
    version: '9.0',
    looksAtFormats: false,
    goesByLoader: true,
    derivesSecureBoot: true,
    checksFirst: true,
    passesOverRom: false,
    checksRom: false,
    startsBareArm: true,
    isOpenAboutModes: false,
    confidential: ['sev', 'sev-es'],
  },
  {
    version: '11.3',
    looksAtFormats: true,
    goesByLoader: false,
    derivesSecureBoot: false,
    checksFirst: false,
    passesOverRom: true,
    checksRom: false,
    startsBareArm: false,
    isOpenAboutModes: false,
    confidential: ['sev', 'sev-es', 'sev-snp'],
  },
  {
    version: '12.8',
    looksAtFormats: true,
    goesByLoader: false,
    derivesSecureBoot: false,
    checksFirst: false,
    passesOverRom: false,
    checksRom: true,
    startsBareArm: false,
    isOpenAboutModes: true,
    confidential: ['sev', 'sev-es', 'sev-snp', 'tdx'],
  },
];

/** The interface that libvirt looks for: the one that is named, or the one that goes with the type of the loader. */
export function wantedInterface({ firmware, loaderType }: Guest): 'bios' | 'uefi' | undefined {
  return firmware ?? (loaderType && (loaderType === 'rom' ? 'bios' : 'uefi'));
}

/** Everything that libvirt has against it, the first reason first. Each holds without the others. */
export function* libvirtRefusals(guest: Guest, firmware: Firmware, release: Release): Generator<Refusal> {
  if (release.goesByLoader) yield* loaderPathRefusals(guest, firmware);
  yield* interfaceRefusals(guest, firmware, release);
  if (!release.goesByLoader) yield* pathRefusals(guest, firmware);
  yield* targetRefusals(guest, firmware, release);
  yield* suspendRefusals(guest, firmware);
  yield* featureRefusals(guest, firmware, release);
  yield* smmRefusals(guest, firmware, release);
  yield* loaderRefusals(guest, firmware, release);
  yield* confidentialRefusals(guest, firmware, release);
}

function* interfaceRefusals(guest: Guest, firmware: Firmware, release: Release): Generator<Refusal> {
  const wanted = wantedInterface(guest);
  const isOwnRom = guest.firmware === undefined && wanted === 'bios';
  if (release.checksRom && isOwnRom && firmware.interfaceTypes.includes('uefi')) return;
  if (wanted === undefined || !firmware.interfaceTypes.includes(wanted))
    yield otherInterface(wanted ?? '', firmware);
}

function* loaderPathRefusals({ loader }: Guest, { device, file }: Firmware): Generator<Refusal> {
  if (loader === undefined || (device === 'flash' && loader === file)) return;
  const { code, message, guest, firmware } = otherImage(loader, file, 'loader');
  // Of what is not flash, no path is the right one.
  if (device === 'flash') yield { code, message, guest, firmware };
  else yield { code, message, guest: { ...guest, change: { loader: undefined } } };
}

function otherImage(named: string, file: string | undefined, code: 'kernel' | 'loader') {
  return {
    code: 'path',
    message: () =>
      t('The guest names the image {0}, this descriptor is of {1}.', named, file ?? t('“{0}”', '')),
    guest: {
      text: () => t('Name the image {0} in the guest’s <{1}>, or none.', file ?? t('“{0}”', ''), code),
      change: { [code]: file },
    },
    firmware: { text: () => t('Name the image {0} in the descriptor.', named), change: { file: named } },
  };
}

function* pathRefusals(guest: Guest, { device, mode, file, template }: Firmware): Generator<Refusal> {
  const code = device === 'kernel' ? 'kernel' : 'loader';
  const named = guest[code];
  if (named !== undefined && named !== file) yield otherImage(named, file, code);
  const wanted = device === 'flash' ? guest.nvramTemplate : undefined;
  if (wanted === undefined || (mode === 'split' && wanted === template)) return;
  const fitting = mode === 'split' ? template : undefined;
  yield {
    code: 'path',
    message: () =>
      t(
        'The guest names the NVRAM template {0}, this descriptor has {1}.',
        wanted,
        fitting ?? t('“{0}”', ''),
      ),
    guest: {
      text: () => t('Leave the template out of the guest’s <nvram>.'),
      change: { nvramTemplate: undefined },
    },
    ...(mode === 'split' && {
      firmware: {
        text: () => t('Name the NVRAM template {0} in the descriptor.', wanted),
        change: { template: wanted },
      },
    }),
  };
}

/** What libvirt 9.0 makes of a guest of ARM without a machine type. [qemu_capabilities.c] */
const BARE_ARM = 'integratorcp';

function* targetRefusals(guest: Guest, firmware: Firmware, release: Release): Generator<Refusal> {
  const { architecture } = guest;
  const isBare = guest.isDefaultMachine && release.startsBareArm && ['arm', 'aarch64'].includes(architecture);
  const machine = isBare ? BARE_ARM : guest.machine;
  const own = firmware.targets.filter((target) => asLibvirt(target.architecture) === asLibvirt(architecture));
  const patterns = own.flatMap(({ machines }) => machines);
  if (patterns.some((pattern) => matchesGlob(pattern, machine))) return;
  if (own.length === 0) {
    yield otherArchitecture(guest, firmware);
    return;
  }
  const family = patterns.find((pattern) => /^[^*?]+(?:-\*)?$/.test(pattern));
  yield {
    code: 'machine',
    message: () =>
      t(
        'The guest’s machine type is {0}, this firmware is for {1}.',
        machine || t('“{0}”', ''),
        patterns.join(', ') || t('“{0}”', ''),
      ),
    ...(family !== undefined && {
      guest: {
        text: () => t('Give the guest a machine type that matches {0}.', family),
        change: { machine: family.replace('*', '0'), isDefaultMachine: undefined },
      },
    }),
    firmware: withMachine(firmware, own, machine, guest),
  };
}

function* suspendRefusals(guest: Guest, firmware: Firmware): Generator<Refusal> {
  if (guest.s3 === true && !firmware.features.includes('acpi-s3'))
    yield {
      code: 'acpi-s3',
      message: () => t('The guest wants to be suspended to memory (S3), this firmware has no “acpi-s3”.'),
      guest: {
        text: () => t('Take <suspend-to-mem enabled="yes"/> out of the guest.'),
        change: { s3: undefined },
      },
      firmware: withFeature(firmware, 'acpi-s3'),
    };
  if (guest.s4 === true && !firmware.features.includes('acpi-s4'))
    yield {
      code: 'acpi-s4',
      message: () => t('The guest wants to be suspended to disk (S4), this firmware has no “acpi-s4”.'),
      guest: {
        text: () => t('Take <suspend-to-disk enabled="yes"/> out of the guest.'),
        change: { s4: undefined },
      },
      firmware: withFeature(firmware, 'acpi-s4'),
    };
}

function* featureRefusals(guest: Guest, firmware: Firmware, release: Release): Generator<Refusal> {
  const isDerived =
    release.derivesSecureBoot && guest.enrolledKeys === true && guest.secureBoot === undefined;
  const secureBoot = isDerived || guest.secureBoot;
  yield* featureRefusal(
    secureBoot,
    firmware,
    'secure-boot',
    isDerived ? KEYS : ['secure-boot', 'secureBoot'],
  );
  yield* featureRefusal(guest.enrolledKeys, firmware, 'enrolled-keys', KEYS);
}

const KEYS = ['enrolled-keys', 'enrolledKeys'] as const;

/** @param wish the feature that the guest names, and how a guest has it */
function* featureRefusal(
  wanted: boolean | undefined,
  firmware: Firmware,
  feature: 'secure-boot' | 'enrolled-keys',
  [wish, member]: readonly [string, keyof Guest],
): Generator<Refusal> {
  if (wanted === undefined || wanted === firmware.features.includes(feature)) return;
  yield {
    code: feature,
    message: () =>
      wanted
        ? t('The guest asks for “{0}”, this firmware does not have it.', feature)
        : t('The guest refuses “{0}”, this firmware has it.', feature),
    guest: {
      text: () =>
        t('Take <feature name="{0}" enabled="{1}"/> out of the guest.', wish, wanted ? 'yes' : 'no'),
      change: { [member]: undefined },
    },
    firmware: wanted ? withFeature(firmware, feature) : withoutFeature(firmware, feature),
  };
}

function* smmRefusals(guest: Guest, firmware: Firmware, release: Release): Generator<Refusal> {
  const needs = firmware.features.includes('requires-smm');
  const code = 'smm';
  if (needs && release.looksAtFormats && guest.smm === false)
    yield {
      code,
      message: () => t('The guest switches SMM off, this firmware needs it.'),
      guest: { text: () => t('Take <smm state="off"/> out of the guest.'), change: { smm: undefined } },
      firmware: withoutFeature(firmware, 'requires-smm'),
    };
  if (!needs && guest.loaderSecure === true)
    yield {
      code,
      message: () => t('The guest lets only SMM write to the flash, this firmware does not know SMM.'),
      guest: {
        text: () => t('Take secure="yes" out of the guest’s <loader>.'),
        change: { loaderSecure: undefined },
      },
      firmware: withFeature(firmware, 'requires-smm'),
    };
  if (needs && guest.loaderSecure === false)
    yield {
      code,
      message: () => t('The guest lets others than SMM write to the flash, this firmware needs SMM.'),
      guest: {
        text: () => t('Take secure="no" out of the guest’s <loader>.'),
        change: { loaderSecure: undefined },
      },
      firmware: withoutFeature(firmware, 'requires-smm'),
    };
}

/** QEMU's names that libvirt has others for. [virQEMUCapsArchFromString] */
export function asLibvirt(architecture: string): string {
  return architecture === 'i386' ? 'i686' : architecture === 'arm' ? 'armv7l' : architecture;
}
