import { t } from '../text/translations';
import { isX86 } from '../descriptor/architectures';
import { joinWithAnd } from '../text/conjunction';
import type { Firmware, FirmwareTarget } from './firmware';
import type { Guest } from './guest';

/** A change to one side that lets the two fit. */
export interface Remedy<T> {
  /** What to do, as a sentence. */
  readonly text: () => string;
  readonly change: Partial<T>;
}

/** Why a consumer does not give this firmware to this guest. Texts are made when they are shown: most refusals are only counted. */
export interface Refusal {
  readonly code: string;
  readonly message: () => string;
  /** What to ask for instead, where the guest can. */
  readonly guest?: Remedy<Guest> | undefined;
  /** What the descriptor would have to say, where that can be true of the same image. */
  readonly firmware?: Remedy<Firmware> | undefined;
  /** Whether guest and firmware are of different kinds, so that nothing that can be changed makes them fit. */
  readonly isFundamental?: boolean;
}

/** What the descriptor of an image with the feature says. */
export function proposeFeature({ features }: Firmware, feature: string): Remedy<Firmware> {
  return {
    text: () => t('If the image has “{0}”, add it to the descriptor’s features.', feature),
    change: { features: [...features, feature] },
  };
}

/** What the descriptor of an image without the feature says. */
export function proposeNoFeature({ features }: Firmware, feature: string): Remedy<Firmware> {
  return {
    text: () => t('If the image lacks “{0}”, remove it from the descriptor’s features.', feature),
    change: { features: features.filter((other) => other !== feature) },
  };
}

/** The firmware has another interface than the one that is wanted: that is what it is. */
export function refuseOtherInterface(wanted: string, { interfaceTypes }: Firmware): Refusal {
  return {
    code: 'interface',
    message: () =>
      t(
        'The guest requires the interface “{0}”, but this firmware offers {1}.',
        wanted,
        joinWithAnd(interfaceTypes.map((type) => t('“{0}”', type))) || t('“{0}”', ''),
      ),
    isFundamental: true,
  };
}

/** The firmware is for other architectures than the guest's: that is what it is. */
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

/** What the descriptor of an image that runs on the machine says; firmware with SMM runs on no PC but q35. @param own the targets of the guest's architecture */
export function proposeMachine(
  { targets, features }: Firmware,
  own: readonly FirmwareTarget[],
  machine: string,
  { architecture }: Guest,
): Remedy<Firmware> | undefined {
  if (features.includes('requires-smm') && isX86(architecture) && !machine.includes('q35')) return undefined;
  return {
    text: () => t('If the image runs on “{0}”, add it to the machines of {1}.', machine, architecture),
    change: {
      targets: targets.map((target) =>
        own.includes(target) ? { ...target, machines: [...target.machines, machine] } : target,
      ),
    },
  };
}

/** The program searches the patterns for the machine type that it starts, and none has it in it. @param program as its users know it */
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
