import { hasForeignGlobSyntax, isGlob } from '../../descriptor/machineGlob';
import { knownMachine, machineNames } from '../../descriptor/machineTypes';
import { closest } from '../../text/closest';
import { withMembers } from '../examples';
import type { Rule } from '../rule';
import { machinePatterns, replacePattern } from './machines';

export const machineUnknown: Rule = {
  code: 'machine-unknown',
  severity: 'information',
  title: 'A machine pattern that matches nothing known',
  documentation: `No machine type of this architecture in QEMU 5.0 to 11.1 matches the pattern; types that distributions add to a family, such as
\`pc-q35-rhel9.4.0\`, count as known. It may be a misspelling, or a type of another architecture. \`virt-*\` on riscv64 and loongarch64,
whose only type is plain \`virt\`, is harmless beside \`virt\` and passes there.`,
  examples: {
    valid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q35-rhel9.4.0', 'pc-*'] }] })],
    invalid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q53-*'] }] })],
  },
  *check(document) {
    for (const { pattern, architecture, target } of machinePatterns(document)) {
      const { value, json } = pattern;
      if (knownMachine(architecture, value) || hasForeignGlobSyntax(value)) continue;
      const covered = target.machines.some((other) => other !== pattern && value === `${other.value}-*`);
      if (covered) continue;
      const names = machineNames(architecture);
      const meant =
        closest(value, names) ?? names.find((name) => !isGlob(name) && value.startsWith(name)) ?? names[0];
      yield {
        range: json,
        message: `No machine type of ${architecture} matches “${value}”.${meant === undefined ? '' : ` Did you mean “${meant}”?`} Guests do not find this firmware by it.`,
        ...(meant !== undefined && { fixes: [replacePattern(document, target, pattern, meant)] }),
      };
    }
  },
};
