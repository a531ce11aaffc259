import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { AMD_SEV, DESCRIPTORS, withElements } from '../shared/guestExamples';
import { findRange } from '../shared/guestPlaces';
import { excludesSecureBoot, keepVariables } from '../shared/guestVariables';

export const guestSecureNo: GuestRule = {
  code: 'guest-secure-no',
  severity: 'warning',
  *check(view) {
    const { guest, explanation } = view;
    const isForgetful = explanation?.problems.some(({ code }) => code === 'forgets-variables') === true;
    const path = explanation?.picked;
    if (!isForgetful || path === undefined || !excludesSecureBoot(guest)) return;
    const place =
      guest.secureBoot === false ? 'os/firmware/feature[secure-boot]/@enabled' : 'os/loader/@secure';
    yield {
      message: [
        t('Without Secure Boot, libvirt {0} selects {1}, which keeps no variables.', view.release, path),
        t('The guest forgets its boot entries when it is shut down.'),
        t('Also ask for firmware in flash: <loader type="pflash"/>.'),
      ].join(' '),
      range: findRange(view, place),
      related: [{ path, message: t('The matching descriptor') }],
      fixes: keepVariables(guest),
    };
  },
};

export const guestSecureNoDocs: GuestRuleDocs = {
  rule: guestSecureNo,
  title: 'A guest that excludes Secure Boot gets firmware that keeps no variables',
  documentation: `Firmware for AMD SEV usually has no Secure Boot, and its descriptor often comes before that of ordinary firmware
(Debian: \`60-edk2-x86_64-amdsev.json\`). A guest that excludes Secure Boot and requires nothing else therefore gets
the firmware for AMD SEV, and loses its variables. With \`<loader type='pflash'/>\` (libvirt 9.2 and later), or with \`<nvram/>\` (12 and
later), the guest gets ordinary firmware. On libvirt 9.0, neither helps. [tested on libvirt 9.0, 11.3 and 12.8 with Debian’s
ovmf-amdsev]`,
  examples: () => {
    const descriptors = { '60-amdsev.json': AMD_SEV, ...DESCRIPTORS };
    const features = `<firmware><feature enabled='no' name='secure-boot'/></firmware>`;
    return {
      valid: [
        withElements(`<os firmware='efi'>`, `<loader type='pflash'/>\n    ${features}`, { descriptors }),
      ],
      invalid: [
        withElements(`<os firmware='efi'>`, features, {
          about: 'A descriptor of firmware for AMD SEV comes before that of ordinary firmware.',
          descriptors,
        }),
      ],
    };
  },
};
