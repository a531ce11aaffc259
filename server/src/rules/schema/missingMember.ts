import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import type { TypedObject } from '../../descriptor/typedTree';
import type { DescriptorDocument } from '../../descriptor/document';
import type { DeclaredMember } from '../../qapi/lookup';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import {
  rateAbsence,
  insertMissing,
  listUnexplainedMissing,
  suggestMemberValue,
  findHead,
} from '../shared/absence';

export const missingMember: Rule = {
  code: 'missing-member',
  severity: 'error',
  needsWholeText: true,
  concerns: ['missing member'],
  *check(document) {
    for (const node of document.nodesOf('object')) {
      const missing = listUnexplainedMissing(node, document);
      for (const entry of missing) {
        const { name, optional } = entry.member;
        if (optional) continue; // template-missing reports the NVRAM template
        yield {
          range: findHead(node),
          missing: name,
          severity: rateAbsence(node, name),
          message: `${describePlace(node, name)} ${t('Required by QEMU’s schema.')}`,
          fixes: proposeFixes(document, node, entry, missing),
        };
      }
    }
  },
};

export const missingMemberDocs: RuleDocs = {
  rule: missingMember,
  title: 'A missing member',
  documentation: `The schema requires this member. Without it, libvirt ignores the file, without a message; libvirt 9.0 then selects no firmware at all. \`description\`
and \`tags\` are exceptions: systemd-vmspawn is the only program that requires them, so it is only a warning if one of them is missing.`,
  examples: () => ({
    valid: [withMembers({ features: [], tags: [] })],
    invalid: [
      withMembers({ targets: undefined }),
      withMembers({ tags: undefined }),
      withMembers({ mapping: {} }),
    ],
  }),
};

function proposeFixes(
  document: DescriptorDocument,
  object: TypedObject,
  entry: DeclaredMember,
  missing: readonly DeclaredMember[],
): Fix[] {
  const one: Fix = {
    title: t('Add “{0}”', entry.member.name),
    edits: insertMissing(document, object, [entry]),
    reveals: true,
  };
  const holder = object.member?.allowed;
  if (object.json.properties.length === 0 && !object.resolved && object.member && holder) {
    const value = suggestMemberValue(document, object.member.object, holder);
    return [
      {
        title: t('Fill in “{0}”', object.member.name),
        edits: [replaceValue(document.text, object.json, value)],
        reveals: true,
      },
    ];
  }
  if (missing.length < 2) return [one];
  return [
    {
      title:
        missing.length === 2
          ? t('Add both missing members')
          : t('Add all {0} missing members', missing.length),
      edits: insertMissing(document, object, missing),
      reveals: true,
    },
    one,
  ];
}

function describePlace({ member, parent }: TypedObject, name: string): string {
  if (member) return t('Missing “{0}” in “{1}”.', name, member.name);
  return parent?.kind === 'list' && parent.member
    ? t('Missing “{0}” in this element of “{1}”.', name, parent.member.name)
    : t('Missing “{0}” in the descriptor.', name);
}
