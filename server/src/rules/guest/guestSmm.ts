import { t } from '../../text/translations';
import { setText } from '../../domain/edits';
import { findElement } from '../../domain/place';
import { findAttribute } from '../../domain/tags';
import type { GuestFix, GuestRule, GuestRuleDocs, GuestView } from '../guestRule';
import { removeValue, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestSmm: GuestRule = {
  code: 'guest-smm',
  severity: 'error',
  problems: ['smm-off', 'smm-on-machine', 'tseg-on-machine', 'tseg-size'],
  complete({ code }, view) {
    const { guest, explanation } = view;
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
      case 'tseg-size':
        return { fixes: roundSize(view) };
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

/** Replaces the size by the nearest whole number of MiB. */
function roundSize({ guest, domain, document: { text } }: GuestView): readonly GuestFix[] {
  const tseg = findElement(domain, 'features/smm/tseg');
  if (!tseg) return [];
  const rounded = String(Math.max(1, Math.round((guest.tsegSize ?? 0) / 2 ** 20)));
  const unit = findAttribute(text, tseg, 'unit');
  const edits = [setText(text, tseg, rounded), ...(unit ? [{ ...unit.valueRange, newText: 'MiB' }] : [])];
  return [{ title: t('Replace with “{0}”', `${rounded} MiB`), edits }];
}

export const guestSmmDocs: GuestRuleDocs = {
  rule: guestSmm,
  title: 'SMM turned off although the firmware needs it, or used on a machine without it',
  documentation: `Firmware that protects its variables with System Management Mode starts only on a machine of the type q35 with SMM
turned on, and libvirt requires the architecture x86_64 for such firmware. If libvirt selects the firmware itself, it turns SMM
on. \`<tseg>\`, the size of the memory for SMM, exists only on q35 and has a whole number of MiB. [qemu_validate.c,
qemuValidateDomainDefBoot; qemu_domain.c, qemuDomainDefTsegPostParse]`,
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
      withElements(`<os firmware='efi'>`, '', {
        features: `<acpi/><smm state='on'><tseg unit='KiB'>12345</tseg></smm>`,
      }),
    ],
  }),
};
