import { adviseOtherDrivers } from '../../consumers/libvirt/advice';
import type { GuestRule, GuestRuleDocs } from '../guestRule';
import { withElements } from '../shared/guestExamples';
import { findRange } from '../shared/guestPlaces';

export const guestOtherHypervisor: GuestRule = {
  code: 'guest-other-hypervisor',
  severity: 'information',
  problems: ['other-hypervisor'],
  isForOthers: true,
  *check(view) {
    // Only a guest that leaves firmware to its hypervisor seems to be about descriptors.
    if (view.os.attributes.firmware === undefined) return;
    for (const { message } of adviseOtherDrivers(view.guest))
      yield { message, range: findRange(view, '@type') };
  },
};

export const guestOtherHypervisorDocs: GuestRuleDocs = {
  rule: guestOtherHypervisor,
  title: 'A guest of another hypervisor',
  documentation: `Only QEMU’s guests (types qemu, kvm and hvf) get firmware by descriptors. Xen, bhyve, VMware and others read \`firmware='efi'\` in
their own way, so no other rule checks them. [docs/formatdomain.rst]`,
  hasNoFix: true,
  examples: () => {
    const { text, shown } = withElements(`<os firmware='efi'>`, '');
    return {
      valid: [withElements(`<os firmware='efi'>`, '')],
      invalid: [{ text: text.replace(`type='kvm'`, `type='xen'`), shown: `<domain type='xen'>\n${shown}` }],
    };
  },
};
