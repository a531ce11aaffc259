import { t } from '../../text/translations';
import { isGlob } from '../../descriptor/machineGlob';
import { listMachineNames, findVersionlessMachine } from '../../descriptor/machineTypes';
import { findClosest } from '../../text/closest';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { replacePattern, listUnmatchedPatterns } from '../shared/machines';

export const machineUnknown: Rule = {
  code: 'machine-unknown',
  severity: 'information',
  concerns: ['unusual machines'],
  *check(document) {
    for (const { pattern, architecture, target } of listUnmatchedPatterns(document)) {
      const { value, json } = pattern;
      if (findVersionlessMachine(architecture, value) !== undefined) continue; // machine-versionless reports it
      const names = listMachineNames(architecture);
      const meant =
        findClosest(value, names) ??
        names.find((name) => !isGlob(name) && value.startsWith(name)) ??
        names[0];
      yield {
        range: json,
        message:
          meant === undefined
            ? t(
                'No machine type of {0} matches “{1}”. This pattern never matches a guest.',
                architecture,
                value,
              )
            : t(
                'No machine type of {0} matches “{1}”. This pattern never matches a guest. Did you mean “{2}”?',
                architecture,
                value,
                meant,
              ),
        fixes: meant === undefined ? undefined : [replacePattern(document, target, pattern, meant)],
      };
    }
  },
};

export const machineUnknownDocs: RuleDocs = {
  rule: machineUnknown,
  title: 'A machine pattern without a known match',
  documentation: `No machine type of this architecture in QEMU 5.0 to 11.1 matches the pattern; types that distributions add to a
family, such as \`pc-q35-rhel9.4.0\`, count as known. The pattern may be a misspelling, or a type of another architecture.`,
  examples: () => ({
    valid: [
      withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q35-rhel9.4.0', 'microvm'] }] }),
    ],
    invalid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q53-*'] }] })],
  }),
};
