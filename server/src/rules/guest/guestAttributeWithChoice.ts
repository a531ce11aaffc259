import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { makeChoice } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestAttributeWithChoice: GuestRule = {
  code: 'guest-attribute-with-choice',
  severity: 'error',
  problems: ['attribute-with-choice'],
  complete(_, { guest }) {
    const change = { ...makeChoice(guest), firmware: guest.firmware };
    const isBios = guest.firmware === 'bios';
    return {
      fixes: [
        {
          title: t('Remove what libvirt chooses'),
          // A requirement of SMM is not part of the choice.
          change: guest.loaderSecure === true ? { ...change, loaderSecure: true } : change,
        },
        ...(guest.loader === undefined
          ? []
          : [
              {
                title: t('Remove {0}', isBios ? 'firmware="bios"' : 'firmware="efi"'),
                change: { firmware: undefined, secureBoot: undefined, enrolledKeys: undefined },
              },
            ]),
      ],
    };
  },
};

export const guestAttributeWithChoiceDocs: GuestRuleDocs = {
  rule: guestAttributeWithChoice,
  title: 'An attribute whose value libvirt chooses itself',
  documentation: `If \`<os>\` has the attribute \`firmware\`, libvirt chooses the firmware itself. Up to 9.1, it then rejects a
\`<loader>\` with \`readonly\`, \`type\`, \`secure='no'\` or a path, and an \`<nvram>\` with \`template\`. Later releases allow them.
[domain_validate.c, virDomainDefOSValidate]`,
  examples: () => {
    const loader = `<loader readonly='yes' type='pflash'/>`;
    return {
      valid: [withElements(`<os firmware='efi'>`, loader, { consumer: 'libvirt@11.3' })],
      invalid: [
        withElements(`<os firmware='efi'>`, `<loader type='pflash'/>`, { consumer: 'libvirt@9.0' }),
        withElements(`<os firmware='efi'>`, `<nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'/>`, {
          consumer: 'libvirt@9.0',
        }),
      ],
    };
  },
};
