/** What libvirt holds against the definition of a guest itself, whatever descriptors there are. Each is a sentence; undefined where all is well. */
import { t } from '../../text/translations';
import { isX86 } from '../../descriptor/architectures';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';

/**
 * [qemu_validate.c, qemuValidateDomainDefFeatures]
 *
 * @param firmware what was chosen; undefined before the choice, and where the guest has firmware of its own
 */
export function refuseUefiWithoutAcpi(
  guest: Guest,
  firmware: Firmware | undefined,
  version: string,
): string | undefined {
  // What a guest leaves open is taken as it should be.
  return isX86(guest.architecture) && guest.acpi === false && hasUefi(guest, firmware)
    ? t('libvirt {0} starts guests with UEFI only where their <features> have <acpi/>.', version)
    : undefined;
}

/** [qemu_validate.c, qemuValidateDomainDefFeatures] */
export function refuseAcpiWithoutUefi(
  guest: Guest,
  firmware: Firmware | undefined,
  version: string,
): string | undefined {
  const { architecture, acpi } = guest;
  return architecture === 'aarch64' && acpi === true && !hasUefi(guest, firmware)
    ? t('libvirt {0} starts guests of the architecture {1} with UEFI only.', version, architecture)
    : undefined;
}

/** libvirt counts all that is in flash as UEFI. [domain_conf.c, virDomainDefHasOldStyleUEFI] */
function hasUefi({ firmware: wanted, loaderType }: Guest, firmware: Firmware | undefined): boolean {
  return wanted === 'uefi' || firmware?.device === 'flash' || loaderType === 'pflash';
}

/** What is loaded needs SMM. [qemu_validate.c, qemuValidateDomainDefBoot] */
export function refuseImpossibleSmm(
  { architecture, machine, firmware: wanted, loaderSecure, smm }: Guest,
  firmware: Firmware | undefined,
  version: string,
): string | undefined {
  const isNeeded = firmware?.features.includes('requires-smm') === true;
  if (loaderSecure !== true && !isNeeded) return undefined;
  if (!(architecture === 'x86_64' && machine.startsWith('pc-q35-')))
    return loaderSecure === true
      ? t('libvirt {0} takes secure="yes" in <loader> for x86_64 machines of the type q35 only.', version)
      : t(
          'The firmware needs SMM, and libvirt {0} has that for x86_64 machines of the type q35 only.',
          version,
        );
  // With the firmware that it chooses, libvirt switches SMM on.
  return wanted === undefined && firmware === undefined && smm !== true
    ? t(
        'libvirt {0} takes secure="yes" in <loader> only where the guest’s <features> have <smm state="on"/>.',
        version,
      )
    : undefined;
}

/** [domain_validate.c, virDomainDefOSValidate] */
export function refuseKeysWithoutSecureBoot(
  { secureBoot, enrolledKeys }: Guest,
  version: string,
): string | undefined {
  return enrolledKeys === true && secureBoot === false
    ? t('libvirt {0} refuses a guest that asks for “enrolled-keys” and refuses “secure-boot”.', version)
    : undefined;
}

/** libvirt writes the features of what it has chosen into the guest, of combined flash none, and then looks at the guest. */
export function refuseChosenKeysWithoutSecureBoot(
  { device, mode, features }: Firmware,
  version: string,
): string | undefined {
  const isCombined = device === 'flash' && mode === 'combined';
  return !isCombined && features.includes('enrolled-keys') && !features.includes('secure-boot')
    ? t('The firmware has “enrolled-keys” without “secure-boot”, and libvirt {0} refuses that.', version)
    : undefined;
}

/** Where no descriptor is of the image that the guest names, libvirt does not know the format of the file for variables. */
export function refuseVariablesOfNoFormat(guest: Guest, version: string): string | undefined {
  const { firmware, loaderType, loaderReadonly, nvram, nvramFormat, nvramTemplate } = guest;
  if (firmware !== undefined || loaderType !== 'pflash' || loaderReadonly === true) return undefined;
  const hasVariables = nvram !== undefined || nvramTemplate !== undefined;
  const isComplete = nvram !== undefined && nvramFormat !== undefined;
  return hasVariables && !isComplete
    ? t(
        'No descriptor is of this firmware, and then libvirt {0} takes an <nvram> without a path and a format only where the <loader> has readonly="yes".',
        version,
      )
    : undefined;
}

/** [domain_validate.c, virDomainDefOSValidate] */
export function refuseImpossibleRom(
  { loaderType, loaderReadonly, loaderFormat = 'raw' }: Guest,
  version: string,
): string | undefined {
  if (loaderType !== 'rom') return undefined;
  if (loaderReadonly === false)
    return t('libvirt {0} takes no <loader> of the type “rom” with readonly="no".', version);
  return loaderFormat === 'raw'
    ? undefined
    : t('libvirt {0} takes no <loader> of the type “rom” with the format “{1}”.', version, loaderFormat);
}

/** Flash of the mode “split” brings a file for variables, which libvirt then finds in a guest with a BIOS. */
export function refuseBiosWithVariables(
  { firmware: wanted }: Guest,
  { device, mode, interfaceTypes }: Firmware,
  version: string,
): string | undefined {
  const isBios = (wanted ?? interfaceTypes.find((type) => type === 'bios' || type === 'uefi')) === 'bios';
  return isBios && device === 'flash' && mode === 'split'
    ? t('The firmware is a BIOS with an NVRAM template, and libvirt {0} refuses that.', version)
    : undefined;
}
