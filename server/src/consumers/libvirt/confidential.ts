import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import { CONFIDENTIAL_NAMES, type Confidential, type Guest } from '../guest';
import type { Refusal } from '../refusal';
import type { VersionedChoice } from './releases';

/** What the firmware must have for each way to protect a guest, and the code of the refusal for the lack of it. */
const NEEDED: Readonly<Record<Confidential, readonly (readonly [feature: string, code: string])[]>> = {
  sev: [['amd-sev', 'sev']],
  'sev-es': [
    ['amd-sev', 'sev'],
    ['amd-sev-es', 'sev-es'],
  ],
  'sev-snp': [['amd-sev-snp', 'sev-snp']],
  tdx: [['intel-tdx', 'tdx']],
};

/**
 * What libvirt has against firmware for a guest with memory encryption. What can be changed is neither the guest, whose protection is
 * what it is after, nor the descriptor: an image is built for it or not.
 */
export function* refuseConfidential(
  { confidential }: Guest,
  firmware: Firmware,
  choice: VersionedChoice,
): Generator<Refusal> {
  if (confidential === undefined || !choice.confidential.includes(confidential)) return;
  for (const [feature, code] of NEEDED[confidential]) {
    if (firmware.features.includes(feature)) continue;
    yield {
      code,
      message: () =>
        t(
          'The guest is protected by {0}, but this firmware does not offer “{1}”.',
          CONFIDENTIAL_NAMES[confidential],
          feature,
        ),
      isFundamental: true,
    };
  }
}

/** The features of firmware for guests that are protected in this way. */
export function listNeededFeatures(confidential: Confidential): readonly string[] {
  return NEEDED[confidential].map(([feature]) => feature);
}
