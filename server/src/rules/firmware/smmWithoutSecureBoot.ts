import { t } from '../../text/translations';
import { findFeature } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { addFeature, removeFeature } from '../shared/features';

const Q35 = [{ architecture: 'x86_64', machines: ['pc-q35-*'] }];

export const smmWithoutSecureBoot: Rule = {
  code: 'smm-without-secure-boot',
  severity: 'information',
  concerns: ['SMM'],
  *check(document) {
    const smm = findFeature(document.view, 'requires-smm');
    // keys-without-secure-boot reports enrolled keys, and a misspelt feature has its own finding.
    const isExplained = document.view.features.some(
      ({ value }) => value !== 'requires-smm' && /secure|boot|enrolled/i.test(value),
    );
    if (!smm || isExplained) return;
    yield {
      range: smm.json,
      message: t(
        '“requires-smm” without “secure-boot”: SMM is used to protect Secure Boot, and guests that require Secure Boot are not given this firmware. Add “secure-boot” if the image has it.',
      ),
      fixes: [...addFeature(document, 'secure-boot'), ...removeFeature(document, smm)],
    };
  },
};

export const smmWithoutSecureBootDocs: RuleDocs = {
  rule: smmWithoutSecureBoot,
  title: 'System Management Mode without Secure Boot',
  documentation: `Firmware uses System Management Mode to protect the variables of Secure Boot, so \`requires-smm\` is usually listed with
\`secure-boot\`. If \`secure-boot\` is missing, a guest that requires Secure Boot is not given this firmware, and libvirt logs a warning that no user
sees. [qemuFirmwareSanityCheck]`,
  examples: () => ({
    valid: [withMembers({ targets: Q35, features: ['requires-smm', 'secure-boot'] })],
    invalid: [withMembers({ targets: Q35, features: ['requires-smm'] })],
  }),
};
