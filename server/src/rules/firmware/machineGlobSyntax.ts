import { hasForeignGlobSyntax } from '../../descriptor/machineGlob';
import { usualGlobs } from '../../descriptor/machineTypes';
import { closest } from '../../text/closest';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { machinePatterns, replacePattern } from './machines';

export const machineGlobSyntax: Rule = {
  code: 'machine-glob-syntax',
  severity: 'warning',
  *check(document) {
    for (const { pattern, architecture, target } of machinePatterns(document)) {
      if (!hasForeignGlobSyntax(pattern.value)) continue;
      const unclosed = /\[[^\]]*$/.test(pattern.value) ? ' (this “[” is not even closed)' : '';
      const plain = pattern.value.replace(/[[{].*$/, '*');
      const usual = usualGlobs(architecture);
      yield {
        range: pattern.json,
        message: `Only * and ? are wildcards here: “${pattern.value}” takes its brackets literally${unclosed} and never matches a machine type.`,
        fixes: [replacePattern(document, target, pattern, closest(plain, usual) ?? usual[0] ?? plain)],
      };
    }
  },
};

export const machineGlobSyntaxDocs: RuleDocs = {
  rule: machineGlobSyntax,
  title: 'Brackets in a machine pattern',
  documentation: `A pattern of machine types knows \`*\` and \`?\` only: libvirt compares with GLib's simple matcher, to which \`[\`, \`]\`, \`{\` and \`}\` are plain
characters. No machine type has them in its name, so the pattern never matches. [g_pattern_match_simple]`,
  examples: () => ({
    valid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q35-?.*'] }] })],
    invalid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q35-[0-9]*'] }] })],
  }),
};
