import { t } from '../../text/translations';
import { isComingValue } from '../../descriptor/comingValues';
import { findMember } from '../../descriptor/typedTree';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { describeUnknowing } from '../shared/unknownToLibvirt';

export const interfaceUnknownToLibvirt: Rule = {
  code: 'interface-unknown-to-libvirt',
  severity: 'warning',
  errorWhereRefused: 'in-use',
  *check(document) {
    const list = findMember(document.root, 'interface-types')?.value;
    for (const element of list?.kind === 'list' ? list.elements : []) {
      if (element.kind !== 'enum') continue;
      const { json, value, type } = element;
      const isListed = type.values.some(({ name }) => name === value);
      if (!isListed && !isComingValue(type.name, value)) continue;
      const releases = describeUnknowing(({ interfaceTypes }) => interfaceTypes.includes(value));
      if (releases === undefined) continue;
      yield {
        range: json,
        message: t(
          'libvirt {0} does not support the interface type “{1}” and ignores the file. Keep it out of directories that libvirt searches.',
          releases,
          value,
        ),
      };
    }
  },
};

export const interfaceUnknownToLibvirtDocs: RuleDocs = {
  rule: interfaceUnknownToLibvirt,
  title: 'An interface type that libvirt does not know',
  get documentation() {
    return `The development of QEMU has the interface type \`svsm\`, for the Secure VM Service Module of AMD SEV-SNP guests, which no release of its schema
lists so far. libvirt ${describeUnknowing(({ interfaceTypes }) => interfaceTypes.includes('svsm')) ?? ''} does not know it: it drops the file without a message, and libvirt 9.0 then refuses to select any firmware
at all. Keep the file out of the directories that a libvirt searches: there, it is an error if one of the chosen consumers drops it.`;
  },
  hasNoFix: true,
  examples: () => ({
    valid: [withMembers({ 'interface-types': ['uefi', 'uboot'] })],
    invalid: [withMembers({ 'interface-types': ['uefi', 'svsm'] })],
  }),
};
