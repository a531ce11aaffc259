import { t } from '../../text/translations';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { CONFIDENTIAL, isDisproved } from '../shared/confidential';
import { removeFeatures } from '../shared/features';

export const confidentialArchitecture: Rule = {
  code: 'confidential-architecture',
  severity: 'warning',
  concerns: ['confidential guests'],
  *check(document) {
    const { features, targets } = document.view;
    const other = targets
      .map(({ architecture }) => architecture)
      .find((text) => text && text.value !== 'x86_64');
    if (!other) return;
    // image-confidential reports a feature that the image itself disproves.
    const confidential = features.filter(
      ({ value }) => CONFIDENTIAL.has(value) && !isDisproved(document, value),
    );
    const [first] = confidential;
    if (!first) return;
    const names = confidential.map(({ value }) => t('“{0}”', value)).join(', ');
    yield {
      range: first.json,
      message: t(
        'Firmware with {0} is only for x86_64 guests, but a target is {1}. Remove {0}, or split the targets into separate descriptors.',
        names,
        other.value,
      ),
      related: [{ range: other.json, message: t('The target is {0}', other.value) }],
      fixes: removeFeatures(document, confidential),
    };
  },
};

export const confidentialArchitectureDocs: RuleDocs = {
  rule: confidentialArchitecture,
  title: 'SEV or TDX for an unsupported architecture',
  documentation: `AMD SEV and Intel TDX exist only for x86_64 guests. Firmware for another architecture cannot offer \`amd-sev\`,
\`amd-sev-es\`, \`amd-sev-snp\` or \`intel-tdx\`; a guest that requires one of them would get firmware without it.`,
  examples: () => ({
    valid: [withMembers({ features: ['amd-sev', 'amd-sev-es'] })],
    invalid: [
      withMembers({ targets: [{ architecture: 'aarch64', machines: ['virt-*'] }], features: ['amd-sev'] }),
    ],
  }),
};
