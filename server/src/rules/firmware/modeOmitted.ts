import { t } from '../../text/translations';
import { findFlashMode } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { insertInOrder } from '../shared/absence';

const SPLIT = {
  executable: { filename: '/usr/share/qemu/ovmf-x86_64-code.bin', format: 'raw' },
  'nvram-template': { filename: '/usr/share/qemu/ovmf-x86_64-vars.bin', format: 'raw' },
};

export const modeOmitted: Rule = {
  code: 'mode-omitted',
  severity: 'hint',
  onlyInstalled: true,
  *check(document) {
    const { mapping } = document.view;
    // Without a template the mode is unclear, which template-missing reports.
    if (
      findFlashMode(mapping) !== 'split' ||
      !mapping?.device ||
      mapping.modeMember ||
      !mapping.nvramTemplate
    )
      return;
    const known = mapping.object.allowed.some(({ member }) => member.name === 'mode');
    const misspelt = document.strays.some((stray) => stray.reason === 'misspelt' && stray.meant === 'mode');
    if (!known || misspelt) return;
    yield {
      range: mapping.device.json,
      message: t(
        'Flash firmware without a “mode” is split. virt-firmware’s tools require an explicit mode; systemd-vmspawn before 257 rejects “mode”.',
      ),
      fixes: [
        {
          title: t('Add {0}', '"mode": "split"'),
          edits: [insertInOrder(document, mapping.object, 'mode', 'split')],
        },
      ],
    };
  },
};

export const modeOmittedDocs: RuleDocs = {
  rule: modeOmitted,
  title: 'An omitted flash mode',
  documentation: `Flash firmware without a \`mode\` is split, and most descriptors omit the mode. Some newer tools require it: those
of virt-firmware (26.9) ignore flash firmware without a mode. Some older programs reject it: systemd-vmspawn before 257 rejects
every unknown member. Add the mode unless the descriptor must work with such older programs. This is only a hint, and only for
descriptors in a \`qemu/firmware\` directory; its fix is never applied automatically.`,
  examples: () => ({
    valid: [withMembers({ mapping: { device: 'flash', mode: 'split', ...SPLIT } })],
    invalid: [withMembers({ mapping: { device: 'flash', ...SPLIT } })],
  }),
};
