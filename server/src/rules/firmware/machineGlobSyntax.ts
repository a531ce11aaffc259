import { t } from '../../text/translations';
import { hasForeignGlobSyntax } from '../../descriptor/machineGlob';
import { listUsualGlobs } from '../../descriptor/machineTypes';
import { findClosest } from '../../text/closest';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { listMachinePatterns, replacePattern } from '../shared/machines';

export const machineGlobSyntax: Rule = {
  code: 'machine-glob-syntax',
  severity: 'warning',
  concerns: ['unusual machines'],
  *check(document) {
    for (const { pattern, architecture, target } of listMachinePatterns(document)) {
      if (!hasForeignGlobSyntax(pattern.value)) continue;
      const plain = pattern.value.replace(/[[{].*$/, '*');
      const usual = listUsualGlobs(architecture);
      yield {
        range: pattern.json,
        message: isUnclosed(pattern.value)
          ? t(
              '“{0}” never matches a machine type: “[” is a literal character. Use only the wildcards * and ?.',
              pattern.value,
            )
          : t(
              '“{0}” never matches a machine type: brackets are literal characters. Use only the wildcards * and ?.',
              pattern.value,
            ),
        fixes: [replacePattern(document, target, pattern, findClosest(plain, usual) ?? usual[0] ?? plain)],
      };
    }
  },
};

export const machineGlobSyntaxDocs: RuleDocs = {
  rule: machineGlobSyntax,
  title: 'Brackets in a machine pattern',
  documentation: `The only wildcards in a machine pattern are \`*\` and \`?\`: libvirt uses GLib’s simple matcher, for which \`[\`, \`]\`, \`{\`
and \`}\` are literal characters. No machine type has them in its name, so the pattern never matches. [g_pattern_match_simple]`,
  examples: () => ({
    valid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q35-?.*'] }] })],
    invalid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q35-[0-9]*'] }] })],
  }),
};

function isUnclosed(pattern: string): boolean {
  return pattern.lastIndexOf('[') > pattern.lastIndexOf(']');
}
