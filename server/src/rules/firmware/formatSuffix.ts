import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import type { FlashFileView } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { findFormatByName, contradictsName } from '../shared/formats';

const NVRAM = { filename: '/usr/share/edk2/ovmf/OVMF_VARS_4M.qcow2', format: 'qcow2' };

export const formatSuffix: Rule = {
  code: 'format-suffix',
  severity: 'warning',
  concerns: ['unusual format'],
  *check({ text, view: { mapping }, surroundings }) {
    for (const file of [mapping?.executable, mapping?.nvramTemplate]) {
      // The contents of an image, if known, count more than its name.
      if (file?.filename && surroundings?.images?.has(file.filename.value)) continue;
      const named = findFormatByName(file);
      if (named === undefined || !file?.format || !contradictsName(file)) continue;
      yield {
        range: file.format.json,
        message: t(
          'The image is named “{0}”, but the descriptor gives the format {1}. If the name is right, the format is wrong, and the guest does not start. Change the format to {2}.',
          getBaseName(file),
          file.format.value,
          named,
        ),
        related: file.filename && [{ range: file.filename.json, message: t('The image') }],
        fixes: [
          { title: t('Change format to “{0}”', named), edits: [replaceValue(text, file.format.json, named)] },
        ],
      };
    }
  },
};

export const formatSuffixDocs: RuleDocs = {
  rule: formatSuffix,
  title: 'A format that contradicts the image’s name',
  documentation: `The name of the image ends in \`.qcow2\` or \`.raw\`, but \`format\` names the other one. QEMU reads the image in the format
that the descriptor names: a guest with a qcow2 image as \`raw\` finds the qcow2 header instead of the firmware, and QEMU cannot open a
raw image as \`qcow2\`.`,
  examples: () => ({
    valid: [
      withMembers({
        mapping: {
          device: 'flash',
          mode: 'split',
          executable: { filename: '/usr/share/edk2/ovmf/OVMF_CODE_4M.qcow2', format: 'qcow2' },
          'nvram-template': NVRAM,
        },
      }),
    ],
    invalid: [
      withMembers({
        mapping: {
          device: 'flash',
          mode: 'split',
          executable: { filename: '/usr/share/edk2/ovmf/OVMF_CODE_4M.qcow2', format: 'raw' },
          'nvram-template': NVRAM,
        },
      }),
    ],
  }),
};

function getBaseName({ filename }: FlashFileView): string {
  return filename?.value.split('/').at(-1) ?? '';
}
