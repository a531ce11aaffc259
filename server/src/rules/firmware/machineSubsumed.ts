import { t } from '../../text/translations';
import { removeElement } from '../../descriptor/edits';
import type { Text } from '../../descriptor/firmwareView';
import { isGlob, subsumes } from '../../descriptor/machineGlob';
import { isKnownMachine } from '../../descriptor/machineTypes';
import { findMember } from '../../descriptor/typedTree';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { listMachinePatterns } from '../shared/machines';

/** Longer lists are not checked: comparing all patterns with each other would take too long. */
const MAX_PATTERNS = 200;

export const machineSubsumed: Rule = {
  code: 'machine-subsumed',
  severity: 'information',
  concerns: ['unusual machines'],
  *check(document) {
    for (const { pattern, architecture, target } of listMachinePatterns(document)) {
      const list = findMember(target.object, 'machines')?.value;
      if (list?.kind !== 'list' || target.machines.length > MAX_PATTERNS) continue;
      const wider = target.machines.find((other) => isWider(other, pattern));
      // Other rules report a pattern that matches nothing, and a duplicate pattern.
      if (!wider || !isKnownMachine(architecture, pattern.value)) continue;
      yield {
        range: pattern.json,
        message: t(
          '“{0}” already matches everything that “{1}” matches. Remove “{1}”, or narrow “{0}”.',
          wider.value,
          pattern.value,
        ),
        related: [{ range: wider.json, message: t('“{0}” is listed here', wider.value) }],
        fixes: [
          {
            title: t('Remove “{0}”', pattern.value),
            edits: [removeElement(document.text, list.json, pattern.json)],
          },
        ],
      };
    }
  },
};

export const machineSubsumedDocs: RuleDocs = {
  rule: machineSubsumed,
  title: 'A redundant machine pattern',
  documentation: `Another pattern of the same target matches everything that this pattern matches, so this one has no effect. Remove it,
or narrow the other pattern if it matches more than intended.`,
  examples: () => ({
    valid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-q35-*', 'pc-i440fx-*'] }] })],
    invalid: [withMembers({ targets: [{ architecture: 'x86_64', machines: ['pc-*', 'pc-q35-*'] }] })],
  }),
};

/** Whether `other` matches more than `pattern`. Of two patterns that match the same (`**` and `*`), the first one counts as wider. */
function isWider(other: Text, pattern: Text): boolean {
  if (other.value === pattern.value || !isGlob(other.value) || !subsumes(other.value, pattern.value))
    return false;
  return !subsumes(pattern.value, other.value) || other.json.start < pattern.json.start;
}
