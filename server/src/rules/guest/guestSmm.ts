import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { removeValue, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestSmm: GuestRule = {
  code: 'guest-smm',
  severity: 'error',
  problems: ['smm-off', 'smm-on-machine', 'tseg-on-machine'],
  complete({ code }, { guest, explanation }) {
    const q35 = setValue('machine="q35"', { machine: 'pc-q35-0', isDefaultMachine: undefined });
    switch (code) {
      case 'smm-off':
        return {
          fixes: [
            { title: t('Turn on SMM'), change: { smm: true } },
            { title: t('Turn on SMM, and set {0}', 'machine="q35"'), change: { smm: true, ...q35.change } },
          ],
        };
      case 'tseg-on-machine':
        return { fixes: [{ title: t('Remove <{0}>', 'tseg'), change: { hasTseg: undefined } }, q35] };
      default: {
        const path = explanation?.picked;
        const related = path === undefined ? [] : [{ path, message: t('The matching descriptor') }];
        if (guest.architecture !== 'x86_64')
          return { related, fixes: [removeValue('secure="yes"', { loaderSecure: undefined })] };
        const both = { ...q35.change, smm: true };
        return {
          related,
          fixes: [
            q35,
            { title: t('Turn on SMM, and set {0}', 'machine="q35"'), change: both },
            ...(guest.loaderSecure === true
              ? [removeValue('secure="yes"', { loaderSecure: undefined })]
              : []),
          ],
        };
      }
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
      withElements(`<os firmware='efi'>`, '', {
        type: `<type arch='x86_64' machine='pc'>hvm</type>`,
        features: `<acpi/><smm state='on'><tseg unit='MiB'>16</tseg></smm>`,
      }),
    ],
  }),
};
