import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import { refuseOtherArchitecture, type Refusal } from '../refusal';
import type { VmspawnChoice } from './releases';

/** What systemd-vmspawn has against a descriptor that it could load. It looks at no machine type and no interface. [vmspawn-util.c, find_ovmf_config] */
export function* findRefusals(
  guest: Guest,
  firmware: Firmware,
  { avoids }: VmspawnChoice,
): Generator<Refusal> {
  const { features, targets } = firmware;
  for (const feature of avoids.filter((each) => features.includes(each)))
    yield {
      code: feature,
      message: () => t('systemd-vmspawn never takes firmware with “{0}”.', feature),
      isFundamental: true,
    };
  if (!targets.some(({ architecture }) => architecture === guest.architecture))
    yield refuseOtherArchitecture(guest, firmware);
  const { secureBoot } = guest;
  const has = features.includes('secure-boot');
  if (secureBoot === undefined || secureBoot === has) return;
  yield {
    code: 'secure-boot',
    message: () =>
      secureBoot
        ? t('The guest asks for “{0}”, this firmware does not have it.', 'secure-boot')
        : t('The guest refuses “{0}”, this firmware has it.', 'secure-boot'),
    guest: {
      text: () =>
        secureBoot
          ? t('Start systemd-vmspawn with --secure-boot=no.')
          : t('Start systemd-vmspawn with --secure-boot=yes.'),
      change: { secureBoot: has },
    },
  };
}
