import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { isForeign } from '../shared/foreign';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

const IMAGE = '/usr/share/edk2/loongarch64/QEMU_EFI.fd';

export const biosArchitecture: Rule = {
  code: 'bios-architecture',
  severity: 'warning',
  concerns: ['other architecture'],
  *check({ text, view: { interfaceTypes, targets } }) {
    const bios = interfaceTypes.find(({ value }) => value === 'bios');
    const first = targets[0]?.architecture;
    if (!bios || !first || !targets.every(isForeign)) return;
    const hasUefi = interfaceTypes.some(({ value }) => value === 'uefi');
    yield {
      range: bios.json,
      message: t(
        '{0} machines have no BIOS, and guests that require UEFI are never given this firmware. If the image is UEFI firmware, change “bios” to “uefi”.',
        first.value,
      ),
      related: [{ range: first.json, message: t('The target is {0}', first.value) }],
      fixes: hasUefi
        ? []
        : [{ title: t('Replace with “{0}”', 'uefi'), edits: [replaceValue(text, bios.json, 'uefi')] }],
    };
  },
};

export const biosArchitectureDocs: RuleDocs = {
  rule: biosArchitecture,
  title: 'A BIOS for machines that have none',
  documentation: `\`bios\` is the interface of the IBM PC, which SeaBIOS implements. Arm, RISC-V and LoongArch machines start UEFI, U-Boot
or OpenSBI. libvirt and other programs look for \`uefi\` if a guest requires UEFI, so UEFI firmware that is declared as a BIOS is
never selected. [FirmwareOSInterface]`,
  examples: () => ({
    valid: [
      withMembers({
        'interface-types': ['bios'],
        mapping: { device: 'memory', filename: '/opt/seabios/bios-256k.bin' },
      }),
    ],
    invalid: [
      withMembers({
        'interface-types': ['bios'],
        mapping: { device: 'flash', mode: 'stateless', executable: { filename: IMAGE, format: 'raw' } },
        targets: [{ architecture: 'loongarch64', machines: ['virt'] }],
        features: [],
      }),
    ],
  }),
};
