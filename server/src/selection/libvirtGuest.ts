import { t } from '@vscode/l10n';
import { NAMES } from './confidential';
import type { Firmware, Guest } from './guest';
import { wantedInterface, type Release } from './libvirt';

/** Why libvirt looks at no descriptor for a guest, as a sentence; undefined where it does. */
export function libvirtStop(guest: Guest, release: Release): string | undefined {
  if (wantedInterface(guest) === undefined)
    return t('The guest asks for no firmware, so libvirt looks for none, and QEMU starts its own.');
  if (guest.confidential !== undefined && !release.confidential.includes(guest.confidential))
    return t('libvirt {0} knows no {1}.', release.version, NAMES[guest.confidential]);
  return release.version === '9.0' ? oldStop(guest, release) : undefined;
}

/** Measured on libvirt 9.0, in its order. */
function oldStop(guest: Guest, { version }: Release): string | undefined {
  const isX86 = ['x86_64', 'i386'].includes(guest.architecture);
  if (!isX86 && guest.firmware === 'bios')
    return t(
      'libvirt {0} starts guests of the architecture {1} with UEFI only.',
      version,
      guest.architecture,
    );
  if (guest.loaderSecure === true && isX86 && !guest.machine.startsWith('pc-q35-'))
    return t('libvirt {0} takes secure="yes" in <loader> for machines of the type q35 only.', version);
  if (guest.firmware === undefined) return undefined;
  const attributes = [
    ['readonly', guest.loaderReadonly !== undefined],
    ['type', guest.loaderType !== undefined],
    ['secure', guest.loaderSecure === false],
  ] as const;
  const given = attributes.find(([, isGiven]) => isGiven)?.[0];
  return (
    given &&
    t('libvirt {0} refuses a <loader> with “{1}” where it is to choose the firmware.', version, given)
  );
}

/** What libvirt holds against a guest when it has the firmware for it. */
export function libvirtCaveat(
  guest: Guest,
  { features }: Firmware,
  { version }: Release,
): string | undefined {
  if (version !== '9.0' || guest.smm !== false || !features.includes('requires-smm')) return undefined;
  return t(
    'It is the first that fits, but then libvirt {0} refuses the guest: it switches SMM off, and the firmware needs it.',
    version,
  );
}
