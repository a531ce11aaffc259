import { t } from '../../text/translations';
import { findAliasedFamily } from '../../descriptor/machineTypes';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { listMachinePatterns, replacePattern } from '../shared/machines';

export const machineAlias: Rule = {
  code: 'machine-alias',
  severity: 'warning',
  concerns: ['unusual machines'],
  *check(document) {
    for (const { pattern, architecture, target } of listMachinePatterns(document)) {
      const glob = findAliasedFamily(architecture, pattern.value);
      if (glob === undefined) continue;
      yield {
        range: pattern.json,
        message: t(
          '“{0}” is an alias and never matches: libvirt compares full names. Change it to “{1}”.',
          pattern.value,
          glob,
        ),
        fixes: [{ ...replacePattern(document, target, pattern, glob), safe: true }],
      };
    }
  },
};

export const machineAliasDocs: RuleDocs = {
  rule: machineAlias,
  title: 'An alias instead of a machine type',
  documentation: `\`pc\`, \`q35\` and, on Arm, \`virt\` are aliases of the newest versioned machine type. libvirt resolves a guest’s alias
before it compares, so an alias in a descriptor never matches. Use the pattern of the machine family.`,
  examples: () => ({
    valid: [
      withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q35-*', 'isapc', 'microvm'] }] }),
    ],
    invalid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['q35'] }] })],
  }),
};
