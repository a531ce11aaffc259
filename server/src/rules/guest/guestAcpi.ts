import { findElement } from '../../domain/place';
import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { requestUefi, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';
import { findRange, findRequest } from '../shared/guestPlaces';

export const guestAcpi: GuestRule = {
  code: 'guest-acpi',
  severity: 'error',
  problems: ['uefi-without-acpi', 'acpi-without-uefi'],
  complete({ code }, view) {
    const { guest, domain } = view;
    if (code === 'uefi-without-acpi') {
      const fixes = [{ title: t('Add <{0}>', 'acpi'), change: { acpi: true } }];
      // Without <features>, the place is the request for UEFI.
      return findElement(domain, 'features')
        ? { fixes }
        : { range: findRange(view, findRequest(view)), fixes };
    }
    const removal = { title: t('Remove <{0}>', 'acpi'), change: { acpi: undefined } };
    return {
      fixes:
        guest.loader === undefined
          ? [...requestUefi(guest), removal]
          : [
              setValue('type="pflash"', {
                loaderType: 'pflash',
                isDefaultLoaderType: undefined,
                loaderReadonly: true,
              }),
              ...requestUefi(guest),
              removal,
            ],
    };
  },
};

export const guestAcpiDocs: GuestRuleDocs = {
  rule: guestAcpi,
  title: 'UEFI without ACPI, or ACPI without UEFI',
  documentation: `In libvirt, UEFI requires \`<acpi/>\` in \`<features>\` on x86, and \`<acpi/>\` requires UEFI on aarch64.
[qemu_validate.c, qemuValidateDomainDefFeatures]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, '', { features: '<acpi/>' })],
    invalid: [
      withElements(`<os firmware='efi'>`, '', { features: '<apic/>' }),
      withElements('<os>', '', {
        features: '<acpi/>',
        type: `<type arch='aarch64' machine='virt'>hvm</type>`,
      }),
    ],
  }),
};
