import { t } from '../../text/translations';
import type { DescriptorDocument } from '../../descriptor/document';
import { insertElement, removeMember, replaceValue, WrittenValue } from '../../descriptor/edits';
import { findMember, type TypedMember } from '../../descriptor/typedTree';
import { findClosest } from '../../text/closest';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { rateAbsence, listMissingMembers } from '../shared/absence';

export const unknownMember: Rule = {
  code: 'unknown-member',
  severity: 'warning',
  concerns: ['stray'],
  *check(document) {
    for (const stray of document.strays) {
      const { object, name, json } = stray.member;
      if (stray.reason === 'newer' || stray.reason === 'branch' || stray.reason === 'level') continue;
      const only = object.json.properties.length === 1 ? json.value : undefined;
      const remove: Fix = {
        title: t('Remove “{0}”', name),
        edits: [removeMember(document.text, object.json, json)],
      };
      if (stray.reason !== 'misspelt') {
        const isWrapper = stray.reason === 'wrapper';
        const inner = only && new WrittenValue(only);
        yield {
          range: json.key,
          severity: isWrapper ? 'error' : undefined,
          message: `${describe(stray.member)} ${isWrapper ? t('The members that belong in the outer object are inside this one. Move them up one level.') : t('libvirt ignores this member; systemd-vmspawn before 257 rejects the file. Remove the member, or move its text to “tags”.')}`,
          fixes: isWrapper
            ? inner && [
                {
                  title: t('Unwrap “{0}”', name),
                  edits: [replaceValue(document.text, object.json, inner)],
                  reveals: true,
                },
              ]
            : [...moveToTags(document, stray.member, remove), remove],
        };
        continue;
      }
      const rename = { ...json.key, newText: JSON.stringify(stray.meant) };
      const needed = listMissingMembers(object, document).some(({ member }) => member.name === stray.meant);
      yield {
        range: json.key,
        severity: needed ? rateAbsence(object, stray.meant) : undefined,
        message: needed
          ? t('Unknown member “{0}”. Did you mean “{1}”, which is missing?', name, stray.meant)
          : t('Unknown member “{0}”; programs ignore it. Did you mean “{1}”?', name, stray.meant),
        fixes: [
          {
            title: t('Rename to “{0}”', stray.meant),
            edits: [rename],
            safe: findClosest(name, [stray.meant]) !== undefined,
            reveals: true,
          },
          ...(needed ? [] : [remove]),
        ],
      };
    }
  },
};

export const unknownMemberDocs: RuleDocs = {
  rule: unknownMember,
  title: 'An unknown member',
  documentation: `No release of QEMU defines a member of this name here. libvirt and mkosi ignore it; systemd-vmspawn before 257
rejects the file. If the name is a misspelling of a required member, that member is missing and this is an error. It is also an
error if the unknown member contains the members that belong here: move them out of it, and remove it.`,
  examples: () => ({
    valid: [withMembers({ tags: ['anything else belongs here'] })],
    invalid: [withMembers({ tags: undefined, tgas: [] }), withMembers({ vendor: 'example' })],
  }),
};

/** Moves a remark at the top level to the tags, where any text is allowed. */
function moveToTags(
  { text, root }: DescriptorDocument,
  { name, value, object }: TypedMember,
  remove: Fix,
): Fix[] {
  const tags = findMember(root, 'tags')?.value;
  if (object !== root || value?.json.kind !== 'string' || tags?.kind !== 'list') return [];
  const insert = insertElement(text, tags.json, `${name}=${value.json.value}`);
  return [{ title: t('Move “{0}” to “{1}”', name, 'tags'), edits: [...remove.edits, insert] }];
}

/** Describes an unknown member, and names the existing member whose name is similar. */
function describe({ name, object }: TypedMember): string {
  const meant = findClosest(
    name,
    object.allowed.map(({ member }) => member.name),
  );
  return meant === undefined
    ? t('Unknown member “{0}”.', name)
    : t('Unknown member “{0}”; the similar member “{1}” already exists.', name, meant);
}
