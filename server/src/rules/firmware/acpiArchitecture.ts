import { t } from '../../text/translations';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { removeFeature } from '../shared/features';
import { isForeign } from '../shared/foreign';

const ARM = [{ architecture: 'aarch64', machines: ['virt-*'] }];

export const acpiArchitecture: Rule = {
  code: 'acpi-architecture',
  severity: 'information',
  concerns: ['other architecture'],
  *check(document) {
    const { features, targets } = document.view;
    const first = targets[0]?.architecture;
    if (!first || !targets.every(isForeign)) return;
    for (const feature of features) {
      const { value, json } = feature;
      if (value !== 'acpi-s3' && value !== 'acpi-s4') continue;
      yield {
        range: json,
        message: t(
          '“{0}” is a sleep state of x86 machines, but this firmware is for {1}. Remove it.',
          value,
          first.value,
        ),
        related: [{ range: first.json, message: t('The target is {0}', first.value) }],
        fixes: removeFeature(document, feature),
      };
    }
  },
};

export const acpiArchitectureDocs: RuleDocs = {
  rule: acpiArchitecture,
  title: 'ACPI sleep states without an x86 target',
  documentation: `\`acpi-s3\` and \`acpi-s4\` mean suspend to memory and to disk, which the i440fx and q35 chipsets support. QEMU’s machine
types of other architectures have no such states, so the feature promises what no guest of this firmware can do. [FirmwareFeature]`,
  examples: () => ({
    valid: [withMembers({ features: ['acpi-s3', 'acpi-s4'] })],
    invalid: [withMembers({ targets: ARM, features: ['acpi-s3'] })],
  }),
};
