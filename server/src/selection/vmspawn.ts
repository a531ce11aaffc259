import { t } from '@vscode/l10n';
import type { Firmware, Guest, Refusal } from './guest';
import { otherArchitecture } from './remedies';

/** What systemd-vmspawn 257 has against a descriptor that it could load. It looks at no machine type and no interface. [vmspawn-util.c, find_ovmf_config] */
export function* vmspawnRefusals(guest: Guest, firmware: Firmware): Generator<Refusal> {
  const { features, targets } = firmware;
  if (features.includes('enrolled-keys'))
    yield {
      code: 'enrolled-keys',
      message: () => t('systemd-vmspawn never takes firmware with “{0}”.', 'enrolled-keys'),
      isFundamental: true,
    };
  if (!targets.some(({ architecture }) => architecture === guest.architecture))
    yield otherArchitecture(guest, firmware);
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
