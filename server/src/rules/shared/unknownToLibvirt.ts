import { t } from '../../text/translations';
import { LIBVIRT_RELEASES, type LibvirtReading } from '../../consumers/libvirt/releases';
import { findFirstRelease, findLastRelease } from '../../consumers/releases';

/** The known releases of libvirt that do not know something, such as “up to 12.9”; undefined if all of them know it. */
export function describeUnknowing(knows: (reading: LibvirtReading) => boolean): string | undefined {
  const isUnknowing = ({ reading }: { readonly reading: LibvirtReading }): boolean => !knows(reading);
  const [oldest] = LIBVIRT_RELEASES;
  if (!LIBVIRT_RELEASES.some(isUnknowing)) return undefined;
  return oldest && isUnknowing(oldest)
    ? t('up to {0}', findLastRelease(LIBVIRT_RELEASES, isUnknowing))
    : t('since {0}', findFirstRelease(LIBVIRT_RELEASES, isUnknowing));
}
