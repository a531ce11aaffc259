import { t } from '../../text/translations';
import { LIBVIRT_RELEASES } from '../../consumers/libvirt/releases';
import { findLastRelease } from '../../consumers/releases';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

export const deviceUnknownToLibvirt: Rule = {
  code: 'device-unknown-to-libvirt',
  severity: 'error',
  *check(document) {
    const { mapping } = document.view;
    // A mapping that is wrong by the schema has that to mend first.
    if (mapping?.device?.value !== 'igvm' || !mapping.object.branch || mapping.filename === undefined) return;
    yield {
      range: mapping.device.json,
      message: t(
        'libvirt up to {0} does not know the device igvm. It is right by the schema of QEMU 10.1, but keep the file out of directories that libvirt searches.',
        findLastWithoutIt(),
      ),
    };
  },
};

export const deviceUnknownToLibvirtDocs: RuleDocs = {
  rule: deviceUnknownToLibvirt,
  title: 'A device that libvirt does not know',
  get documentation() {
    return `QEMU 10.1 gave the schema the device \`igvm\`, but no libvirt up to ${findLastWithoutIt()} knows it: it drops the file without a message, and libvirt 9.0
then refuses to select any firmware at all. The descriptor is right by the schema; tools of the virt-firmware family read it. Keep it out
of the directories that a libvirt searches until that libvirt knows the device.`;
  },
  hasNoFix: true,
  examples: () => ({
    valid: [
      withMembers({ mapping: { device: 'memory', filename: '/usr/share/edk2/ovmf/OVMF.inteltdx.fd' } }),
    ],
    invalid: [withMembers({ mapping: { device: 'igvm', filename: '/usr/share/edk2/ovmf/ovmf.igvm' } })],
  }),
};

/** The newest libvirt that does so. */
function findLastWithoutIt(): string {
  return findLastRelease(LIBVIRT_RELEASES, ({ reading }) => !reading.devices.includes('igvm'));
}
