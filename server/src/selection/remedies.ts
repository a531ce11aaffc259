import { t } from '@vscode/l10n';
import { conjunction } from '../text/conjunction';
import type { Firmware, Guest, Refusal, Remedy, Target } from './guest';

/** What the descriptor of an image with the feature says. */
export function withFeature({ features }: Firmware, feature: string): Remedy<Firmware> {
  return {
    text: () => t('If the image has “{0}”, add that to the features of the descriptor.', feature),
    change: { features: [...features, feature] },
  };
}

/** What the descriptor of an image without the feature says. */
export function withoutFeature({ features }: Firmware, feature: string): Remedy<Firmware> {
  return {
    text: () => t('If the image is without “{0}”, take that out of the features of the descriptor.', feature),
    change: { features: features.filter((other) => other !== feature) },
  };
}

/** The firmware has another interface than the one that is wanted: that is what it is. */
export function otherInterface(wanted: string, { interfaceTypes }: Firmware): Refusal {
  return {
    code: 'interface',
    message: () =>
      t(
        'The guest wants firmware with the interface “{0}”, this one has {1}.',
        wanted,
        conjunction(interfaceTypes.map((type) => t('“{0}”', type))) || t('“{0}”', ''),
      ),
    isFundamental: true,
  };
}

/** The firmware is for other architectures than the guest's: that is what it is. */
export function otherArchitecture({ architecture }: Guest, { targets }: Firmware): Refusal {
  return {
    code: 'machine',
    message: () => {
      const others = new Set(targets.map((target) => target.architecture));
      return t(
        'The guest is of the architecture {0}, this firmware is for {1}.',
        architecture,
        [...others].join(', ') || t('“{0}”', ''),
      );
    },
    isFundamental: true,
  };
}

/** What the descriptor of an image that runs on the machine says. @param own the targets of the guest's architecture */
export function withMachine(
  { targets }: Firmware,
  own: readonly Target[],
  machine: string,
  { architecture }: Guest,
): Remedy<Firmware> {
  return {
    text: () => t('If the image runs there, add “{0}” to the machines of {1}.', machine, architecture),
    change: {
      targets: targets.map((target) =>
        own.includes(target) ? { ...target, machines: [...target.machines, machine] } : target,
      ),
    },
  };
}
