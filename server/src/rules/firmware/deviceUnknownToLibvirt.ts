import { t } from '../../text/translations';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { describeReleasesWithout } from '../shared/unknownToLibvirt';

export const deviceUnknownToLibvirt: Rule = {
  code: 'device-unknown-to-libvirt',
  severity: 'warning',
  errorWhereRefused: 'in-use',
  concerns: ['unusual device'],
  *check(document) {
    const { mapping } = document.view;
    // A mapping that violates the schema has other findings.
    if (!mapping?.device || !mapping.object.branch || mapping.filename === undefined) return;
    const device = mapping.device.value;
    const releases = describeReleasesWithout(({ devices }) => devices.includes(device));
    if (releases === undefined) return;
    yield {
      range: mapping.device.json,
      message: t(
        'libvirt {0} does not support the device “{1}”. The descriptor is valid, but keep it out of directories that libvirt searches.',
        releases,
        device,
      ),
    };
  },
};

export const deviceUnknownToLibvirtDocs: RuleDocs = {
  rule: deviceUnknownToLibvirt,
  title: 'A device that libvirt does not support',
  get documentation() {
    const releases = (device: string): string =>
      describeReleasesWithout(({ devices }) => devices.includes(device)) ?? '';
    return `QEMU 10.1 added the device \`igvm\` to the schema, but libvirt ${releases('igvm')} does not support it and ignores the
file without a message; libvirt 9.0 even ignores all other descriptors and selects no firmware. libvirt ${releases('kernel')} no
longer supports the device \`kernel\`. Descriptors for these devices are valid, and the tools of virt-firmware read them. Keep
them out of directories that libvirt searches. In such a directory, this is an error if one of the programs that you choose
ignores the descriptor.`;
  },
  hasNoFix: true,
  examples: () => ({
    valid: [
      withMembers({ mapping: { device: 'memory', filename: '/usr/share/edk2/ovmf/OVMF.inteltdx.fd' } }),
    ],
    invalid: [
      withMembers({ mapping: { device: 'igvm', filename: '/usr/share/edk2/ovmf/ovmf.igvm' } }),
      withMembers({ mapping: { device: 'kernel', filename: '/usr/share/qemu/u-boot.elf' } }),
    ],
  }),
};
