import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { removeValue, removeVariables, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestWritableWithVariables: GuestRule = {
  code: 'guest-writable-with-variables',
  severity: 'error',
  problems: ['writable-with-variables'],
  complete: (_, { guest }) => ({
    fixes: [
      ...(guest.loaderReadonly === false
        ? [
            guest.firmware === undefined
              ? setValue('readonly="yes"', { loaderReadonly: true })
              : removeValue('readonly="no"', { loaderReadonly: undefined }),
          ]
        : []),
      removeVariables(guest),
    ],
  }),
};

export const guestWritableWithVariablesDocs: GuestRuleDocs = {
  rule: guestWritableWithVariables,
  title: 'Variables beside writable firmware',
  documentation: `Writable firmware keeps its variables in its own image. Since libvirt 12, a guest is rejected if it has
\`readonly='no'\` in \`<loader>\` and also has an \`<nvram>\` or a \`<varstore>\`, or if it has an \`<nvram>\` and gets firmware
of the mode “combined”. [domain_validate.c, virDomainDefOSValidate]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<nvram/>`)],
    invalid: [withElements(`<os firmware='efi'>`, `<loader readonly='no'/>\n    <nvram/>`)],
  }),
};
