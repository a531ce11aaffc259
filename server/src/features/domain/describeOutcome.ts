import type { Guest } from '../../consumers/guest';
import { isX86 } from '../../descriptor/architectures';
import type { Explanation } from '../../selection/explain';
import { t } from '../../text/translations';

/**
 * Describes in one phrase which firmware a guest gets, for a line above its `<os>`.
 *
 * @param guest what the domain says: with it, the phrase tells a guest with a loader of its own from one without
 */
export function describeOutcome(
  { outcome, picked, os }: Explanation,
  guest?: Pick<Guest, 'architecture' | 'firmware' | 'loader' | 'kernel'>,
): string {
  const descriptor = picked?.slice(picked.lastIndexOf('/') + 1);
  const own = guest && guest.firmware === undefined ? guest.loader : undefined;
  switch (outcome) {
    case 'refused':
      return descriptor === undefined
        ? t('Firmware: guest rejected')
        : t('Firmware: {0}, guest rejected', descriptor);
    case 'none':
      return t('Firmware: none');
    case 'starts':
    case 'own': {
      const loader = own ?? (descriptor === undefined ? os.loader?.path : undefined);
      if (loader !== undefined && descriptor !== undefined)
        return t('Firmware: its own {0} (as in {1})', loader, descriptor);
      if (loader !== undefined) return t('Firmware: its own {0}', loader);
      if (descriptor !== undefined) return t('Firmware: {0}', descriptor);
      return isX86(guest?.architecture ?? 'x86_64')
        ? t('Firmware: QEMU’s own BIOS')
        : t('Firmware: QEMU’s default');
    }
  }
}
