import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { withElements } from '../shared/guestExamples';
import { findRange } from '../shared/guestPlaces';

export const guestSpeltOut: GuestRule = {
  code: 'guest-spelt-out',
  severity: 'hint',
  *check(view) {
    if (!view.equivalent) return;
    yield {
      message: [
        t('libvirt {0} chooses the same images for firmware="efi".', view.release),
        t('With firmware="efi", the guest also starts on hosts where the images have other paths.'),
      ].join(' '),
      range: findRange(view, 'os/loader'),
      fixes: [{ title: t('Let libvirt choose the same images'), change: view.equivalent }],
    };
  },
};

export const guestSpeltOutDocs: GuestRuleDocs = {
  rule: guestSpeltOut,
  title: 'Paths of images that libvirt would choose itself',
  documentation: `Distributions have different paths for the same firmware. With \`firmware='efi'\` and features, libvirt finds the images by their
descriptors. Reported only if libvirt chooses exactly the same images. The fix keeps the file with the variables.
[docs/formatdomain.rst]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<nvram>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`)],
    invalid: [
      withElements(
        '<os>',
        `<loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader>
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`,
      ),
    ],
  }),
};
