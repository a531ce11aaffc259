import { t } from '../../text/translations';
import { findVersionlessMachine } from '../../descriptor/machineTypes';
import { matchesGlob } from '../../descriptor/machineGlob';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { listMachinePatterns, replacePattern } from '../shared/machines';

export const machineVersionless: Rule = {
  code: 'machine-versionless',
  severity: 'warning',
  concerns: ['unusual machines'],
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
  title: 'A version for a machine type without versions',
  documentation: `On riscv64 and loongarch64 the machine type is just \`virt\`: unlike on Arm, it has no versions, so \`virt-*\`
matches no guest. Next to \`virt\`, this pattern is harmless, and distributions ship both; without \`virt\`, the firmware is never
selected.`,
  examples: () => ({
    valid: [
      withMembers({ features: [], targets: [{ architecture: 'riscv64', machines: ['virt', 'virt-*'] }] }),
      withMembers({ features: [], targets: [{ architecture: 'loongarch64', machines: ['virt*'] }] }),
    ],
    invalid: [withMembers({ features: [], targets: [{ architecture: 'riscv64', machines: ['virt-*'] }] })],
  }),
};
