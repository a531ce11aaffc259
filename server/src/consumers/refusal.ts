import { t } from '../text/translations';
import { isX86 } from '../descriptor/architectures';
import { joinWithAnd } from '../text/conjunction';
import type { Firmware, FirmwareTarget } from './firmware';
import type { Guest } from './guest';

/** A change to the guest or the descriptor after which they match. */
export interface Remedy<T> {
  /** What to do, as a sentence. */
  readonly text: () => string;
  readonly change: Partial<T>;
}

/** Why a consumer does not give this firmware to this guest. Texts are created when they are shown: most refusals are only counted. */
export interface Refusal {
  readonly code: string;
  readonly message: () => string;
  /** What to change in the guest, if possible. */
  readonly guest?: Remedy<Guest> | undefined;
  /** What to change in the descriptor, if that can be true of the same image. */
  readonly firmware?: Remedy<Firmware> | undefined;
  /** Whether guest and firmware are of different kinds, so no change makes them match. */
  readonly isFundamental?: boolean;
}

/** Proposes the feature for the descriptor of an image that has it. */
export function proposeFeature({ features }: Firmware, feature: string): Remedy<Firmware> {
  return {
    text: () => t('If the image has “{0}”, add this feature to the descriptor.', feature),
    change: { features: [...features, feature] },
  };
}

/** Proposes to remove the feature from the descriptor of an image without it. */
export function proposeNoFeature({ features }: Firmware, feature: string): Remedy<Firmware> {
  return {
    text: () => t('If the image lacks “{0}”, remove this feature from the descriptor.', feature),
    change: { features: features.filter((other) => other !== feature) },
  };
}

/** Refuses firmware with another interface than the required one, which no change can fix. */
export function refuseOtherInterface(required: string, { interfaceTypes }: Firmware): Refusal {
  return {
    code: 'interface',
    message: () =>
      t(
        'The guest requires the interface “{0}”, but this firmware offers {1}.',
        required,
        joinWithAnd(interfaceTypes.map((type) => t('“{0}”', type))) || t('“{0}”', ''),
      ),
    isFundamental: true,
  };
}

/** Refuses firmware for other architectures than the guest's, which no change can fix. */
export function refuseOtherArchitecture({ architecture }: Guest, { targets }: Firmware): Refusal {
  return {
    code: 'machine',
    message: () => {
      const others = new Set(targets.map((target) => target.architecture));
      return t(
        'The guest’s architecture is {0}, but this firmware is for {1}.',
        architecture,
        [...others].join(', ') || t('“{0}”', ''),
      );
    },
    isFundamental: true,
  };
}

/** Proposes the machine type for the descriptor of an image that runs on it; on a PC, firmware with SMM runs only on q35. @param own the targets of the guest's architecture */
export function proposeMachine(
  { targets, features }: Firmware,
  own: readonly FirmwareTarget[],
  machine: string,
  { architecture }: Guest,
): Remedy<Firmware> | undefined {
  if (features.includes('requires-smm') && isX86(architecture) && !machine.includes('q35')) return undefined;
  return {
    text: () =>
      t(
        'If the image runs on the machine type “{0}”, add that type to the target {1}.',
        machine,
        architecture,
      ),
    change: {
      targets: targets.map((target) =>
        own.includes(target) ? { ...target, machines: [...target.machines, machine] } : target,
      ),
    },
  };
}

/** Refuses firmware unless a machine pattern contains the machine type that the program starts. @param program the name that users know */
export function* refuseOtherMachine(
  program: string,
  machine: string,
  guest: Guest,
  firmware: Firmware,
): Generator<Refusal> {
  const own = firmware.targets.filter(({ architecture }) => architecture === guest.architecture);
  if (own.length === 0) yield refuseOtherArchitecture(guest, firmware);
  else if (!own.some(({ machines }) => machines.some((pattern) => pattern.includes(machine))))
    yield {
      code: 'machine',
      message: () =>
        t(
          '{0} requires a machine type with “{1}” in its name, but this firmware lists none.',
          program,
          machine,
        ),
      firmware: proposeMachine(firmware, own, machine, guest),
    };
}
