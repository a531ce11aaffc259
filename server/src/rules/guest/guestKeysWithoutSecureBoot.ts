import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { setValue } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestKeysWithoutSecureBoot: GuestRule = {
  code: 'guest-keys-without-secure-boot',
  severity: 'error',
  problems: ['keys-without-secure-boot'],
  complete({ element }, { explanation }) {
    if (element !== undefined)
      return {
        fixes: [
          { title: t('Enable “{0}”', 'secure-boot'), change: { secureBoot: true } },
          { title: t('Remove “{0}”', 'enrolled-keys'), change: { enrolledKeys: undefined } },
          setValue('enabled="no"', { enrolledKeys: false }),
        ],
      };
    const path = explanation?.picked;
    return path === undefined ? {} : { related: [{ path, message: t('The matching descriptor') }] };
  },
};

export const guestKeysWithoutSecureBootDocs: GuestRuleDocs = {
  rule: guestKeysWithoutSecureBoot,
  title: 'Enrolled keys without Secure Boot',
  documentation: `Keys without Secure Boot have no effect, so libvirt rejects a guest that requires “enrolled-keys” and excludes “secure-boot”. libvirt 11.3 and later also reject a guest for which they select firmware with keys but without Secure Boot. [domain_validate.c, virDomainDefOSValidate]`,
  examples: () => {
    const features = (secureBoot: string): string =>
      `<firmware><feature enabled='${secureBoot}' name='secure-boot'/><feature enabled='yes' name='enrolled-keys'/></firmware>`;
    return {
      valid: [withElements(`<os firmware='efi'>`, features('yes'))],
      invalid: [withElements(`<os firmware='efi'>`, features('no'))],
    };
  },
};
