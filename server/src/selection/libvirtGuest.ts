import { t } from '@vscode/l10n';
import { NAMES } from './confidential';
import type { Firmware, Guest } from './guest';
import { wantedInterface, type Release } from './libvirt';

/** Why libvirt looks at no descriptor for a guest, as a sentence; undefined where it does. */
export function libvirtStop(guest: Guest, release: Release): string | undefined {
  const refusal = release.version === '9.0' ? oldRefusal(guest, release) : undefined;
  if (refusal !== undefined) return refusal;
  if (wantedInterface(guest) === undefined)
    return t('The guest asks for no firmware, so libvirt looks for none, and QEMU starts its own.');
  if (guest.confidential !== undefined && !release.confidential.includes(guest.confidential))
    return t('libvirt {0} knows no {1}.', release.version, NAMES[guest.confidential]);
  return release.version === '9.0' && guest.firmware === undefined
    ? ownFirmware(guest, release.version)
    : undefined;
}

/** Measured on libvirt 9.0, in its order. */
function oldRefusal(guest: Guest, { version }: Release): string | undefined {
  if (guest.enrolledKeys === true && guest.secureBoot === false)
    return t('libvirt {0} refuses a guest that asks for “enrolled-keys” and refuses “secure-boot”.', version);
  const { architecture, acpi, firmware, loaderType, machine } = guest;
  const hasUefi = firmware === 'uefi' || (firmware === undefined && loaderType === 'pflash');
  // What a guest leaves open is taken as it should be.
  if (['x86_64', 'i386'].includes(architecture) && hasUefi && acpi === false)
    return t('libvirt {0} starts guests with UEFI only where their <features> have <acpi/>.', version);
  if (guest.loaderSecure === true && !(architecture === 'x86_64' && machine.startsWith('pc-q35-')))
    return t('libvirt {0} takes secure="yes" in <loader> for x86_64 machines of the type q35 only.', version);
  const attribute = firmware && givenAttribute(guest, version);
  if (attribute !== undefined) return attribute;
  return architecture === 'aarch64' && !hasUefi && acpi !== false
    ? t('libvirt {0} starts guests of the architecture {1} with UEFI only.', version, architecture)
    : undefined;
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
    ['type', guest.loaderType !== undefined],
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

/** What libvirt holds against a guest when it has the firmware for it. */
export function libvirtCaveat(guest: Guest, firmware: Firmware, { version }: Release): string | undefined {
  if (version !== '9.0') return undefined;
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
