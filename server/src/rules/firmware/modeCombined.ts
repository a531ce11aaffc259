import { t } from '../../text/translations';
import { LIBVIRT_RELEASES } from '../../consumers/libvirt/releases';
import { findLastRelease } from '../../consumers/releases';
import { findFeature, findFlashMode } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

const EXECUTABLE = { filename: '/usr/share/edk2/ovmf/OVMF.fd', format: 'raw' };

export const modeCombined: Rule = {
  code: 'mode-combined',
  severity: 'information',
  onlyInstalled: true,
  concerns: ['unusual mode'],
  *check({ view }) {
    const { mapping } = view;
    // With a template, or with variables on the host, the mode is the mistake.
    const isExplained = Boolean(mapping?.nvramTemplate ?? findFeature(view, 'host-uefi-vars'));
    if (findFlashMode(mapping) !== 'combined' || !mapping?.mode || isExplained) return;
    yield {
      range: mapping.mode.json,
      message: t(
        'libvirt up to {0} never selects combined firmware: a guest gets it only by naming the image. To have it selected, ship code and variables as two images in mode split.',
        findLastWithoutCombined(),
      ),
    };
  },
};

export const modeCombinedDocs: RuleDocs = {
  rule: modeCombined,
  title: 'A mode that some programs never select',
  get documentation() {
    return `In mode \`combined\`, each guest gets a copy of the whole image. The schema allows this, but libvirt up to
${findLastWithoutCombined()} uses such firmware only for a guest that names its path, and systemd-vmspawn 262 does not select such
firmware, because it has no NVRAM template. To make programs select the firmware, ship one image with the code and one with the
variables, in mode \`split\`. Reported only in a \`qemu/firmware\` directory. [qemuFirmwareMatchDomain]`;
  },
  hasNoFix: true,
  examples: () => ({
    valid: [withMembers({ mapping: { device: 'flash', mode: 'stateless', executable: EXECUTABLE } })],
    invalid: [withMembers({ mapping: { device: 'flash', mode: 'combined', executable: EXECUTABLE } })],
  }),
};

/** The newest libvirt that never selects combined firmware. */
function findLastWithoutCombined(): string {
  return findLastRelease(
    LIBVIRT_RELEASES,
    ({ choice }) => choice !== 'unknown' && choice.variables !== 'since-12',
  );
}
