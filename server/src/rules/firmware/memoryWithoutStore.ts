import { t } from '../../text/translations';
import { findFeature } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { CONFIDENTIAL } from '../shared/confidential';
import { isForeign } from '../shared/foreign';

const IMAGE = '/usr/share/edk2/loongarch64/QEMU_EFI.fd';
const LOONGARCH = [{ architecture: 'loongarch64', machines: ['virt'] }];

export const memoryWithoutStore: Rule = {
  code: 'memory-without-store',
  severity: 'information',
  needsWholeText: true,
  concerns: ['other architecture'],
  *check({ view }) {
    const { mapping, interfaceTypes, features, targets } = view;
    if (mapping?.device?.value !== 'memory' || !interfaceTypes.some(({ value }) => value === 'uefi')) return;
    if (targets.length === 0 || !targets.every(isForeign)) return;
    const isMeant = features.some(({ value }) => CONFIDENTIAL.has(value));
    if (isMeant || mapping.object.named.has('uefi-vars') || findFeature(view, 'host-uefi-vars')) return;
    yield {
      range: mapping.device.json,
      message: t(
        'UEFI firmware in memory without “uefi-vars” keeps no variables: guests lose their boot entries at shutdown. To keep them, load the image into flash with an “nvram-template”.',
      ),
    };
  },
};

export const memoryWithoutStoreDocs: RuleDocs = {
  rule: memoryWithoutStore,
  title: 'UEFI firmware in memory that keeps no variables',
  documentation: `An image that QEMU loads with \`-bios\` has no flash to write to. Without \`uefi-vars\`, its variables last until the
guest is shut down: boot entries and keys are lost. On x86 that is intended for confidential guests and for the machine type
microvm; on other architectures, firmware is meant for flash, in mode \`split\`. libvirt up to 11.3 also selects such firmware for
guests that request an NVRAM file. [FirmwareMappingMemory]`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      withMembers({
        mapping: { device: 'memory', filename: '/usr/share/ovmf/OVMF.amdsev.fd' },
        features: ['amd-sev'],
      }),
    ],
    invalid: [
      withMembers({ mapping: { device: 'memory', filename: IMAGE }, targets: LOONGARCH, features: [] }),
    ],
  }),
};
