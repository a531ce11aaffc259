import { t } from '@vscode/l10n';
import type { Firmware, Guest, Refusal } from './guest';
import { otherArchitecture, otherInterface, withMachine } from './remedies';

/** The machine type that mkosi starts, whatever the guest says. */
function mkosiMachine(architecture: string): string {
  return architecture === 'x86_64' || architecture === 'i386' ? 'q35' : 'virt';
}

/** What mkosi 27 has against a descriptor. It wants the two features to be just as the build has them. [mkosi/qemu.py, find_ovmf_firmware] */
export function* mkosiRefusals(guest: Guest, firmware: Firmware): Generator<Refusal> {
  const machine = mkosiMachine(guest.architecture);
  if (!firmware.interfaceTypes.includes('uefi')) yield otherInterface('uefi', firmware);
  const own = firmware.targets.filter(({ architecture }) => architecture === guest.architecture);
  if (own.length === 0) yield otherArchitecture(guest, firmware);
  else if (!own.some(({ machines }) => machines.some((pattern) => pattern.includes(machine))))
    yield {
      code: 'machine',
      message: () =>
        t('mkosi wants a machine type with “{0}” in its name, and none of this firmware has that.', machine),
      firmware: withMachine(firmware, own, machine, guest),
    };
  if (!firmware.hasTemplate)
    yield {
      code: 'mode',
      message: () => t('mkosi wants firmware with an NVRAM template, and this has none.'),
      isFundamental: true,
    };
  yield* exactly(guest.secureBoot ?? false, firmware, 'secure-boot', 'secureBoot');
  yield* exactly(guest.enrolledKeys ?? false, firmware, 'enrolled-keys', 'enrolledKeys');
}

function* exactly(
  wanted: boolean,
  { features }: Firmware,
  feature: string,
  wish: 'secureBoot' | 'enrolledKeys',
): Generator<Refusal> {
  const has = features.includes(feature);
  if (has === wanted) return;
  yield {
    code: feature,
    message: () =>
      wanted
        ? t('The guest asks for “{0}”, this firmware does not have it.', feature)
        : t('The guest does not ask for “{0}”, this firmware has it.', feature),
    guest: {
      text: () => (wanted ? t('Build without “{0}”.', feature) : t('Build with “{0}”.', feature)),
      change: { [wish]: has },
    },
  };
}
