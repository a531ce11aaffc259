import { t } from '@vscode/l10n';
import type { Firmware, Guest, Refusal } from './guest';

/** The machine type that mkosi starts, whatever the guest says. */
export function mkosiMachine(architecture: string): string {
  return architecture === 'x86_64' || architecture === 'i386' ? 'q35' : 'virt';
}

/** What mkosi 27 has against a descriptor. It wants the two features to be just as the build has them. [mkosi/qemu.py, find_ovmf_firmware] */
export function* mkosiRefusals(guest: Guest, firmware: Firmware): Generator<Refusal> {
  const { interfaceTypes, targets, hasTemplate } = firmware;
  const machine = mkosiMachine(guest.architecture);
  if (!interfaceTypes.includes('uefi'))
    yield {
      code: 'interface',
      message: () =>
        t(
          'The guest wants firmware with the interface “{0}”, this one has “{1}”.',
          'uefi',
          interfaceTypes.join('”, “'),
        ),
      isFundamental: true,
    };
  const own = targets.filter(({ architecture }) => architecture === guest.architecture);
  if (own.length === 0)
    yield {
      code: 'machine',
      message: () =>
        t(
          'The guest is of the architecture {0}, this firmware is for {1}.',
          guest.architecture,
          targets.map(({ architecture }) => architecture).join(', ') || '“”',
        ),
      isFundamental: true,
    };
  else if (!own.some(({ machines }) => machines.some((pattern) => pattern.includes(machine))))
    yield {
      code: 'machine',
      message: () =>
        t('mkosi wants a machine type with “{0}” in its name, and none of this firmware has that.', machine),
      firmware: {
        text: () =>
          t('If the image runs there, add “{0}” to the machines of {1}.', machine, guest.architecture),
        change: {
          targets: targets.map((target) =>
            own.includes(target) ? { ...target, machines: [...target.machines, machine] } : target,
          ),
        },
      },
    };
  if (!hasTemplate)
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
