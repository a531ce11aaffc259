import { t } from '../../text/translations';
import { LIBVIRT_RELEASES, type LibvirtReading } from '../../consumers/libvirt/releases';
import { findFirstRelease, findLastRelease } from '../../consumers/releases';

/** Describes the releases of libvirt that do not support something, such as “up to 12.9”; undefined if all of them do. */
export function describeReleasesWithout(
  isSupported: (reading: LibvirtReading) => boolean,
): string | undefined {
  const lacksSupport = ({ reading }: { readonly reading: LibvirtReading }): boolean => !isSupported(reading);
  const [oldest] = LIBVIRT_RELEASES;
  if (!LIBVIRT_RELEASES.some(lacksSupport)) return undefined;
  return oldest && lacksSupport(oldest)
    ? t('up to {0}', findLastRelease(LIBVIRT_RELEASES, lacksSupport))
    : t('since {0}', findFirstRelease(LIBVIRT_RELEASES, lacksSupport));
}
