import { t } from '../../text/translations';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { requestUefi } from '../shared/guestChanges';
import { withElements } from '../shared/guestExamples';

export const guestFeaturesWithoutChoice: GuestRule = {
  code: 'guest-features-without-choice',
  severity: 'error',
  problems: ['features-without-choice'],
  complete: (_, { guest }) => ({
    fixes: [
      ...requestUefi(guest),
      { title: t('Remove <{0}>', 'firmware'), change: { secureBoot: undefined, enrolledKeys: undefined } },
    ],
  }),
};

export const guestFeaturesWithoutChoiceDocs: GuestRuleDocs = {
  rule: guestFeaturesWithoutChoice,
  title: 'Features listed although libvirt does not choose the firmware',
  documentation: `The features in \`<firmware>\` say which firmware libvirt is to choose. It chooses only if \`<os>\` has the attribute
\`firmware\`; without that attribute, it rejects a guest that lists features. [domain_validate.c, virDomainDefOSValidate]`,
  examples: () => {
    const features = `<firmware><feature enabled='yes' name='secure-boot'/></firmware>`;
    return {
      valid: [withElements(`<os firmware='efi'>`, features)],
      invalid: [withElements('<os>', features)],
    };
  },
};
