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
  *check(document) {
    for (const node of document.nodesOf('object')) {
      const missing = listUnexplainedMissing(node, document);
      for (const entry of missing) {
        const { name, optional } = entry.member;
        if (optional) continue; // the NVRAM template has a rule of its own
        yield {
          range: findHead(node),
          missing: name,
          severity: rateAbsence(node, name),
          message: `${describePlace(node, name)} ${t('QEMU’s schema demands it. Add it.')}`,
          fixes: proposeFixes(document, node, entry, missing),
        };
      }
    }
  },
};

export const missingMemberDocs: RuleDocs = {
  rule: missingMember,
  title: 'A mandatory member is missing',
  documentation: `The schema wants this member in every descriptor. libvirt drops a file that lacks one of those it reads, without a message;
systemd-vmspawn also needs \`description\` and \`tags\`, whose absence is therefore a warning.`,
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
    title: t('Insert “{0}”', entry.member.name),
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
      title: t('Insert all {0} missing members', missing.length),
      edits: insertMissing(document, object, missing),
      reveals: true,
    },
    one,
  ];
}

function describePlace({ member, parent }: TypedObject, name: string): string {
  if (member) return t('“{0}” is missing in “{1}”.', name, member.name);
  return parent?.kind === 'list' && parent.member
    ? t('“{0}” is missing in this element of “{1}”.', name, parent.member.name)
    : t('“{0}” is missing in the descriptor.', name);
}
