import { t } from '../../text/translations';
import { findFeature } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { addFeature, removeFeature } from '../shared/features';

export const keysWithoutSecureBoot: Rule = {
  code: 'keys-without-secure-boot',
  severity: 'warning',
  concerns: ['enrolled keys'],
  *check(document) {
    const keys = findFeature(document.view, 'enrolled-keys');
    if (!keys || findFeature(document.view, 'secure-boot')) return;
    if (document.strays.some(({ reason }) => reason === 'level')) return;
    yield {
      range: keys.json,
      message: t(
        '“enrolled-keys” without “secure-boot”: only Secure Boot uses the keys. Add “secure-boot”, or remove “enrolled-keys”.',
      ),
      fixes: [...removeFeature(document, keys), ...addFeature(document, 'secure-boot')],
    };
  },
};

export const keysWithoutSecureBootDocs: RuleDocs = {
  rule: keysWithoutSecureBoot,
  title: 'Enrolled keys without Secure Boot',
  documentation: `\`enrolled-keys\` means that the variable store contains Secure Boot certificates, which only firmware with
\`secure-boot\` can use. libvirt 9.0 only logs a warning, which no user sees, and starts the guest without Secure Boot; libvirt
11.3 and later reject each guest for which they select this firmware. Add \`secure-boot\`, or remove \`enrolled-keys\`.
[qemuFirmwareSanityCheck]`,
  examples: () => ({
    valid: [withMembers({ features: ['secure-boot', 'enrolled-keys', 'amd-sev'] })],
    invalid: [withMembers({ features: ['enrolled-keys'] })],
  }),
};
