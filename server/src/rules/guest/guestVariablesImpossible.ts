import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { removeValue, setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestVariablesImpossible: GuestRule = {
  code: 'guest-variables-impossible',
  severity: 'error',
  problems: ['variables-impossible'],
  complete: (_, { guest }) => ({
    fixes: [
      removeValue('stateless="no"', { stateless: undefined }),
      guest.firmware === 'bios'
        ? setValue('firmware="efi"', { firmware: 'uefi' })
        : setValue('type="pflash"', {
            loaderType: 'pflash',
            isDefaultLoaderType: undefined,
            loaderReadonly: true,
          }),
    ],
  }),
};

export const guestVariablesImpossibleDocs: GuestRuleDocs = {
  rule: guestVariablesImpossible,
  title: 'Firmware that cannot keep variables',
  documentation: `\`stateless='no'\` requires firmware that keeps variables. libvirt before 12 rejects it for ROM, and for \`firmware='bios'\`.
[domain_validate.c, virDomainDefOSValidate]`,
  examples: () => ({
    valid: [withElements(`<os firmware='efi'>`, `<loader stateless='no'/>`, { consumer: 'libvirt@11.3' })],
    invalid: [
      withElements('<os>', `<loader type='rom' stateless='no'>/usr/share/seabios/bios.bin</loader>`, {
        consumer: 'libvirt@11.3',
      }),
    ],
  }),
};
