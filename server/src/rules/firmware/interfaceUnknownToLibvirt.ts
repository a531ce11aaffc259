import { t } from '../../text/translations';
import { isComingValue } from '../../descriptor/comingValues';
import { findMember } from '../../descriptor/typedTree';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { describeReleasesWithout } from '../shared/unknownToLibvirt';

export const interfaceUnknownToLibvirt: Rule = {
  code: 'interface-unknown-to-libvirt',
  severity: 'warning',
  errorWhereRefused: 'in-use',
  concerns: ['unusual interface'],
  *check(document) {
    const list = findMember(document.root, 'interface-types')?.value;
    for (const element of list?.kind === 'list' ? list.elements : []) {
      if (element.kind !== 'enum') continue;
      const { json, value, type } = element;
      const isListed = type.values.some(({ name }) => name === value);
      if (!isListed && !isComingValue(type.name, value)) continue;
      const releases = describeReleasesWithout(({ interfaceTypes }) => interfaceTypes.includes(value));
      if (releases === undefined) continue;
      yield {
        range: json,
        message: t(
          'libvirt {0} does not support the interface type “{1}” and ignores the file. Keep the file out of directories that libvirt searches.',
          releases,
          value,
        ),
      };
    }
  },
};

export const interfaceUnknownToLibvirtDocs: RuleDocs = {
  rule: interfaceUnknownToLibvirt,
  title: 'An interface type that libvirt does not support',
  get documentation() {
    return `QEMU’s development version has the interface type \`svsm\`, for the Secure VM Service Module of AMD SEV-SNP guests; no
release of the schema lists it yet. libvirt ${
      describeReleasesWithout(({ interfaceTypes }) => interfaceTypes.includes('svsm')) ?? ''
    } does not support it and ignores the file without a message; libvirt 9.0 even ignores all other descriptors and selects no
firmware. Keep the file out of directories that libvirt searches. In such a directory, this is an error if one of the programs
that you choose ignores the file.`;
  },
  hasNoFix: true,
  examples: () => ({
    valid: [withMembers({ 'interface-types': ['uefi', 'uboot'] })],
    invalid: [withMembers({ 'interface-types': ['uefi', 'svsm'] })],
  }),
};
