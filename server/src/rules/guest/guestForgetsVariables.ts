import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { AMD_SEV, DESCRIPTORS, withElements } from '../shared/guestExamples';
import { excludesSecureBoot, keepVariables } from '../shared/guestVariables';

export const guestForgetsVariables: GuestRule = {
  code: 'guest-forgets-variables',
  severity: 'information',
  problems: ['forgets-variables'],
  complete(_, { guest, explanation }) {
    // The rule guest-secure-no says why.
    if (excludesSecureBoot(guest)) return undefined;
    const path = explanation?.picked;
    return {
      related: path === undefined ? [] : [{ path, message: t('The matching descriptor') }],
      fixes: keepVariables(guest),
    };
  },
};

export const guestForgetsVariablesDocs: GuestRuleDocs = {
  rule: guestForgetsVariables,
  title: 'Firmware that keeps no variables',
  documentation: `The guest gets firmware that is stateless or that is loaded into memory and has no \`uefi-vars\`. It therefore
forgets its boot entries when it is shut down. An \`<nvram/>\` (libvirt 12 and later) or \`<loader type='pflash'/>\` (since 9.2)
asks for firmware that keeps them.`,
  examples: () => ({
    valid: [
      withElements(`<os firmware='efi'>`, '', {
        about: 'The first descriptor is that of ordinary firmware.',
      }),
    ],
    invalid: [
      withElements(`<os firmware='efi'>`, '', {
        about: 'The first descriptor is that of firmware for AMD SEV.',
        descriptors: { '00-amdsev.json': AMD_SEV, ...DESCRIPTORS },
      }),
    ],
  }),
};
