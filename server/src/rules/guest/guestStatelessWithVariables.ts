import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { removeValue, removeVariables } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestStatelessWithVariables: GuestRule = {
  code: 'guest-stateless-with-variables',
  severity: 'error',
  problems: ['stateless-with-variables'],
  complete: (_, { guest }) => ({
    fixes: [removeValue('stateless="yes"', { stateless: undefined }), removeVariables(guest)],
  }),
};

export const guestStatelessWithVariablesDocs: GuestRuleDocs = {
  rule: guestStatelessWithVariables,
  title: 'A variable store for stateless firmware',
  documentation: `Stateless firmware keeps no variables, so libvirt rejects a guest that has \`stateless='yes'\` in \`<loader>\` and also has an \`<nvram>\` or a \`<varstore>\`. [domain_validate.c, virDomainDefOSValidate]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<nvram>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`)],
    invalid: [
      withElements(
        `<os firmware='efi'>`,
        `<loader stateless='yes'/>
    <nvram>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>`,
      ),
    ],
  }),
};
