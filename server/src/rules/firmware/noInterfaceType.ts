import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { suggestValue } from '../../descriptor/suggestedValue';
import { findMember } from '../../descriptor/typedTree';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

export const noInterfaceType: Rule = {
  code: 'no-interface-type',
  severity: 'error',
  concerns: ['empty list'],
  *check(document) {
    const member = findMember(document.root, 'interface-types');
    if (member?.value?.kind !== 'list' || member.value.json.elements.length > 0) return;
    const type = member.allowed?.member.type ?? { name: 'FirmwareOSInterface', isArray: true };
    const value = suggestValue({ name: member.name, type }, document.view, document.context.schema);
    yield {
      range: member.value.json,
      message: t(
        '“interface-types” is empty, so no guest is ever given this firmware. List the interfaces that it offers, the best first.',
      ),
      fixes: [
        {
          title: t('Add {0}', JSON.stringify(value)),
          edits: [replaceValue(document.text, member.value.json, value)],
        },
      ],
    };
  },
};

export const noInterfaceTypeDocs: RuleDocs = {
  rule: noInterfaceType,
  title: 'An empty list of interface types',
  documentation: `\`interface-types\` lists the interfaces that the firmware offers to the guest: \`uefi\`, \`bios\` … The schema
requires at least one. Management software looks for one of them, so a descriptor with an empty list is never selected. Firmware
with empty \`targets\` or \`machines\` is never selected either, but the schema allows it: \`never-matches\` reports it as a
warning.`,
  examples: () => ({
    valid: [withMembers({ 'interface-types': ['uefi', 'bios'] })],
    invalid: [withMembers({ 'interface-types': [] })],
  }),
};
