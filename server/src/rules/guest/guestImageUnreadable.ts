import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { withElements } from '../shared/guestExamples';

export const guestImageUnreadable: GuestRule = {
  code: 'guest-image-unreadable',
  severity: 'warning',
  problems: ['image-unreadable'],
};

export const guestImageUnreadableDocs: GuestRuleDocs = {
  rule: guestImageUnreadable,
  title: 'An image that cannot be read',
  documentation: `The image of the guest exists, but cannot be read here, so nothing is known about it. A folder in its place is an error. Usually only libvirt and the guest can read the file that contains the guest’s variables, so for that file the finding is informational.`,
  hasNoFix: true,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, '', { looksAtImages: true })],
    invalid: [
      withElements(
        '<os>',
        `<loader readonly='yes' type='pflash'>/usr/share/OVMF</loader>
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`,
        {
          looksAtImages: true,
        },
      ),
    ],
  }),
};
