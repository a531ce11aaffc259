import { t } from '@vscode/l10n';
import type { Firmware, Remedy } from './guest';

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
