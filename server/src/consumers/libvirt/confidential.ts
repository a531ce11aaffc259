import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import { CONFIDENTIAL_NAMES, type Confidential, type Guest } from '../guest';
import type { Refusal } from '../refusal';
import type { VersionedChoice } from './releases';

/** The features that each kind of protection requires, and the code of the refusal if one is missing. */
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
 * Lists why libvirt rejects firmware for a guest with memory encryption. Neither side can be changed: protection is the purpose of the
 * guest, and the image is either built for it or not.
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

/** Lists the features of firmware for guests with this protection. */
export function listNeededFeatures(confidential: Confidential): readonly string[] {
  return NEEDED[confidential].map(([feature]) => feature);
}
