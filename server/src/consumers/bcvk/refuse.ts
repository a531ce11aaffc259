import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import { proposeFeature, refuseOtherArchitecture, type Refusal } from '../refusal';

/** Lists why bcvk rejects a descriptor. It checks neither machine types nor the interface. [secureboot.rs, find_firmware_from_descriptors] */
export function* findRefusals(guest: Guest, firmware: Firmware): Generator<Refusal> {
  const { features, targets, device, format, template } = firmware;
  if (features.includes('enrolled-keys'))
    yield {
      code: 'enrolled-keys',
      message: () => t('bcvk ignores firmware with “{0}”.', 'enrolled-keys'),
      isFundamental: true,
    };
  if (!targets.some(({ architecture }) => architecture === guest.architecture))
    yield refuseOtherArchitecture(guest, firmware);
  if (guest.secureBoot === true && !features.includes('secure-boot'))
    yield {
      code: 'secure-boot',
      message: () => t('The guest requires “{0}”, but this firmware does not offer it.', 'secure-boot'),
      guest: {
        text: () => t('Start the guest without Secure Boot keys.'),
        change: { secureBoot: undefined },
      },
      firmware: proposeFeature(firmware, 'secure-boot'),
    };
  // Only an executable has a format.
  if (device === 'memory' || format === undefined || template === undefined)
    yield {
      code: 'mode',
      message: () => t('bcvk requires firmware in flash with an NVRAM template.'),
      isFundamental: true,
    };
}
