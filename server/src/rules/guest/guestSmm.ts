import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { t } from '../../text/translations';
import { withElements } from '../shared/guestExamples';

export const guestSmm: GuestRule = {
  code: 'guest-smm',
  severity: 'error',
  problems: ['smm-off', 'smm-on-machine', 'tseg-on-machine'],
  complete({ code }, { guest }) {
    switch (code) {
      case 'smm-off':
        return { fixes: [{ title: t('Turn on SMM'), change: { smm: true } }] };
      case 'tseg-on-machine':
        return { fixes: [{ title: t('Remove <{0}>', 'tseg'), change: { hasTseg: undefined } }] };
      default:
        return guest.loaderSecure === true
          ? { fixes: [{ title: t('Remove {0}', 'secure="yes"'), change: { loaderSecure: undefined } }] }
          : {};
    }
  },
};

export const guestSmmDocs: GuestRuleDocs = {
  rule: guestSmm,
  title: 'SMM that the firmware needs, or the machine lacks',
  documentation: `Firmware that protects its variables with System Management Mode starts only on an x86_64 machine of the type q35 with
SMM turned on. libvirt turns it on if it selects the firmware itself. [qemu_validate.c, qemuValidateDomainDefBoot]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<loader secure='yes'/>`)],
    invalid: [
      withElements(
        '<os>',
        `<loader readonly='yes' type='pflash' secure='yes'>/own/CODE.fd</loader>
    <nvram template='/own/VARS.fd'/>`,
      ),
    ],
  }),
};
