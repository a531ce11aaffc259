import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { removeVariables, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestBiosWithVariables: GuestRule = {
  code: 'guest-bios-with-variables',
  severity: 'error',
  problems: ['bios-with-variables'],
  complete({ element }, { guest, explanation }) {
    if (element === undefined) {
      const path = explanation?.picked;
      return path === undefined ? {} : { related: [{ path, message: t('The matching descriptor') }] };
    }
    const removal = removeVariables(guest);
    const name = guest.hasVarstore === true ? 'varstore' : 'nvram';
    return {
      fixes: [
        setValue('firmware="efi"', { firmware: 'uefi' }),
        removal,
        // Few distributions ship a descriptor for a BIOS; QEMU has its own.
        {
          title: t('Remove <{0}> and {1}', name, 'firmware="bios"'),
          change: { ...removal.change, firmware: undefined },
        },
      ],
    };
  },
};

export const guestBiosWithVariablesDocs: GuestRuleDocs = {
  rule: guestBiosWithVariables,
  title: 'A variable store for a BIOS, which has no variables',
  documentation: `Only UEFI firmware has variables. libvirt rejects a guest with \`firmware='bios'\` and an \`<nvram>\` or a \`<varstore>\`. It also rejects a guest with one of these elements if the selected descriptor lists “bios” first. [domain_validate.c, virDomainDefOSValidate]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<nvram/>`)],
    invalid: [
      withElements(`<os firmware='bios'>`, `<nvram>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`),
    ],
  }),
};
