import { t } from '../../text/translations';
import { findVersionlessMachine } from '../../descriptor/machineTypes';
import { matchesGlob } from '../../descriptor/machineGlob';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { listMachinePatterns, replacePattern } from '../shared/machines';

export const machineVersionless: Rule = {
  code: 'machine-versionless',
  severity: 'warning',
  *check(document) {
    for (const { pattern, architecture, target } of listMachinePatterns(document)) {
      const machine = findVersionlessMachine(architecture, pattern.value);
      if (machine === undefined || target.machines.some(({ value }) => matchesGlob(value, machine))) continue;
      yield {
        range: pattern.json,
        message: t(
          'The machine type “{0}” of {1} has no versions, so “{2}” matches no guest. Change it to “{0}”.',
          machine,
          architecture,
          pattern.value,
        ),
        fixes: [{ ...replacePattern(document, target, pattern, machine), safe: true }],
      };
    }
  },
};

export const machineVersionlessDocs: RuleDocs = {
  rule: machineVersionless,
  title: 'A version where the machine type has none',
  documentation: `On riscv64 and loongarch64 the machine type is plain \`virt\`: it has no versions there, unlike on Arm, so \`virt-*\` matches no guest. Beside
\`virt\` it is harmless, and distributions ship it so; alone it makes the firmware unreachable.`,
  examples: () => ({
    valid: [
      withMembers({ features: [], targets: [{ architecture: 'riscv64', machines: ['virt', 'virt-*'] }] }),
      withMembers({ features: [], targets: [{ architecture: 'loongarch64', machines: ['virt*'] }] }),
    ],
    invalid: [withMembers({ features: [], targets: [{ architecture: 'riscv64', machines: ['virt-*'] }] })],
  }),
};
