import { t } from '../../text/translations';
import { isX86 } from '../../descriptor/architectures';
import { findFeature } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { CONFIDENTIAL } from '../shared/confidential';
import { addFeature, removeFeature } from '../shared/features';

export const secureBootWithoutSmm: Rule = {
  code: 'secure-boot-without-smm',
  severity: 'warning',
  onlyInstalled: true,
  *check(document) {
    const { features, targets, mapping } = document.view;
    const secureBoot = findFeature(document.view, 'secure-boot');
    const isPc = targets.some(({ architecture }) => isX86(architecture?.value));
    const isExcused = features.some(
      ({ value }) => value === 'requires-smm' || value === 'host-uefi-vars' || CONFIDENTIAL.has(value),
    );
    const keepsNoVariables =
      mapping?.mode?.value === 'stateless' ||
      (mapping?.device?.value === 'memory' && !mapping.object.named.has('uefi-vars'));
    const hasMisspelling = features.some(({ value }) => /smm/i.test(value));
    if (!secureBoot || !isPc || isExcused || keepsNoVariables || hasMisspelling) return;
    yield {
      range: secureBoot.json,
      message: t(
        '“secure-boot” without “requires-smm” on x86: the guest’s kernel can overwrite the keys. If the image was built with SMM_REQUIRE, add “requires-smm”; otherwise remove “secure-boot”.',
      ),
      fixes: [...removeFeature(document, secureBoot), ...addFeature(document, 'requires-smm')],
    };
  },
};

export const secureBootWithoutSmmDocs: RuleDocs = {
  rule: secureBootWithoutSmm,
  title: 'Secure Boot that the guest can undo',
  documentation: `On x86, Secure Boot is effective only if System Management Mode protects the variable store: without
\`requires-smm\`, the guest’s kernel can write the keys. libvirt logs a warning that no user sees. Add \`requires-smm\` if the
firmware was built with it. There are four exceptions: firmware for confidential guests; firmware with \`host-uefi-vars\`, whose
variables the host keeps; firmware that keeps no variables, so that its original keys are back at every start; and drafts outside
a \`qemu/firmware\` directory. [qemuFirmwareSanityCheck; FirmwareFeature]`,
  examples: () => ({
    valid: [
      withMembers({ features: ['secure-boot', 'amd-sev'] }),
      withMembers({
        features: ['secure-boot', 'host-uefi-vars'],
        mapping: { device: 'memory', filename: '/usr/share/edk2/ovmf/OVMF.qemuvars.fd' },
      }),
      withMembers({
        features: ['enrolled-keys', 'secure-boot'],
        mapping: { device: 'memory', filename: '/usr/share/edk2/ovmf/OVMF.stateless.secboot.fd' },
      }),
      withMembers({
        features: ['enrolled-keys', 'secure-boot'],
        mapping: {
          device: 'flash',
          mode: 'stateless',
          executable: { filename: '/usr/share/edk2/ovmf/OVMF.stateless.secboot.fd', format: 'raw' },
        },
      }),
    ],
    invalid: [withMembers({ features: ['secure-boot'] })],
  }),
};
