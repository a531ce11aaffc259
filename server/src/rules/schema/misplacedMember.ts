import { t } from '../../text/translations';
import { changeMembers, removeMember, WrittenValue } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import { toPlain } from '../../descriptor/json';
import type { Stray } from '../../descriptor/strays';
import { findMember } from '../../descriptor/typedTree';
import { overlap } from '../../text/textEdit';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { rateAbsence, insertInOrder, listMissingMembers } from '../shared/absence';
import { findFlatFormat } from '../shared/flatFormat';

export const misplacedMember: Rule = {
  code: 'misplaced-member',
  severity: 'warning',
  concerns: ['stray'],
  *check(document) {
    const path = document.strays.find((stray) => stray.reason === 'level' && stray.part);
    for (const stray of document.strays) {
      if (stray.reason !== 'level') continue;
      const { name, json, object } = stray.member;
      // It moves together with its path.
      if (
        findFlatFormat(document, object) === stray.member ||
        (name === 'format' && path?.member.object === object)
      )
        continue;
      const target = stray.target;
      const needed =
        target !== undefined &&
        listMissingMembers(target, document).some(({ member }) => member.name === (stray.part ?? name));
      yield {
        range: json.key,
        severity: needed ? rateAbsence(target, name) : undefined,
        message: `${describePlace(stray)} ${needed ? t('It is missing there. Move it.') : t('Programs ignore it here. Move it.')}`,
        fixes: proposeFixes(document, stray, needed),
      };
    }
  },
};

export const misplacedMemberDocs: RuleDocs = {
  rule: misplacedMember,
  title: 'A misplaced member',
  documentation: `The schema defines this member in another object: \`features\` belongs at the top level, \`mode\` in \`mapping\`, \`machines\`
in an element of \`targets\`. Programs ignore it here. If a required member is here and not in
its own place, libvirt ignores the whole file.`,
  examples: () => ({
    valid: [withMembers({ features: ['acpi-s3'] })],
    invalid: [
      withMembers({
        features: undefined,
        mapping: {
          device: 'memory',
          filename: '/usr/share/qemu/bios-256k.bin',
          features: ['acpi-s3'],
        },
      }),
      withMembers({ mode: 'split' }),
    ],
  }),
};

type Misplaced = Extract<Stray, { reason: 'level' }>;

/** The member that the misplaced one belongs in; undefined where that is not clear. */
function findHolder({ target, part }: Misplaced): string | undefined {
  const list = target?.parent?.kind === 'list' ? target.parent.member : undefined;
  return part ?? (target?.member ?? list)?.name;
}

function describePlace(stray: Misplaced): string {
  const { member, owner } = stray;
  const { name } = member;
  const holder = findHolder(stray);
  if (owner === 'Firmware') return t('“{0}” belongs at the top level, not here.', name);
  return holder === undefined
    ? t('“{0}” belongs to {1}, not here.', name, owner)
    : t('“{0}” belongs in “{1}”, not here.', name, holder);
}

function proposeFixes(document: DescriptorDocument, stray: Misplaced, needed: boolean): Fix[] {
  const { member, target, part } = stray;
  const holder = findHolder(stray);
  const { text } = document;
  const outer = member.object.json;
  const format = part === undefined ? undefined : findMember(member.object, 'format');
  const removed = [member.json, ...(format ? [format.json] : [])];
  const remove =
    removed.length > 1
      ? changeMembers(text, outer, { removed, values: {}, order: [] })
      : removeMember(text, outer, member.json);
  const fixes: Fix[] = needed ? [] : [{ title: t('Remove “{0}”', member.name), edits: [remove] }];
  const value = member.value?.json;
  if (target && value && findMember(target, member.name) === undefined) {
    const file = { filename: toPlain(value), format: format?.value ? toPlain(format.value.json) : 'raw' };
    const insert = insertInOrder(
      document,
      target,
      part ?? member.name,
      part === undefined ? new WrittenValue(value) : file,
    );
    if (!overlap(insert, remove))
      fixes.unshift({
        title:
          holder === undefined
            ? t('Move “{0}” to the top level', member.name)
            : t('Move “{0}” to “{1}”', member.name, holder),
        edits: [remove, insert],
        safe: true,
        reveals: true,
      });
  }
  return fixes;
}
