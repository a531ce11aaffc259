import { findElementChange, requestUefi } from '../shared/guestChanges';
import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { withElements } from '../shared/guestExamples';

export const guestImageMissing: GuestRule = {
  code: 'guest-image-missing',
  severity: 'error',
  problems: ['image-missing'],
  complete({ suggestion, element = '' }, { guest }) {
    const change = suggestion === undefined ? undefined : findElementChange(element, suggestion);
    const isOwn = element === 'os/loader' && guest.firmware === undefined;
    return {
      fixes: [
        ...(change && suggestion !== undefined
          ? [{ title: t('Replace with “{0}”', suggestion), change }]
          : []),
        ...(isOwn ? requestUefi(guest).slice(1) : []),
      ],
    };
  },
};

export const guestImageMissingDocs: GuestRuleDocs = {
  rule: guestImageMissing,
  title: 'An image that does not exist',
  documentation: `The guest, or the descriptor that it gets, names an image that is missing on the machine, so the guest does not
start. Debian 13, for example, no longer has the images of 2 MiB (\`OVMF_CODE.fd\`). A missing template is only informational as
long as the guest’s own variable store exists.`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, '', { looksAtImages: true })],
    invalid: [
      withElements(
        '<os>',
        `<loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.fd</loader>
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`,
        {
          looksAtImages: true,
        },
      ),
    ],
  }),
};
