import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { findFlashMode } from '../../descriptor/firmwareView';
import { suggestNvramTemplate as usualTemplate } from '../../descriptor/suggestedValue';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

const CODE = { filename: '/usr/share/qemu/ovmf-x86_64-code.bin', format: 'raw' };

export const sameImage: Rule = {
  code: 'same-image',
  severity: 'warning',
  *check({ text, view }) {
    const { mapping } = view;
    const code = mapping?.executable?.filename;
    const variables = mapping?.nvramTemplate?.filename;
    if (findFlashMode(mapping) !== 'split' || !code || code.value !== variables?.value) return;
    const { filename } = usualTemplate(view);
    yield {
      range: variables.json,
      message: t(
        '“executable” and “nvram-template” name the same image, so the guest finds code where its variables should be. Name the template, such as {0}.',
        filename,
      ),
      related: [{ range: code.json, message: t('The executable is the same file') }],
      fixes: [
        { title: t('Replace by “{0}”', filename), edits: [replaceValue(text, variables.json, filename)] },
      ],
    };
  },
};

export const sameImageDocs: RuleDocs = {
  rule: sameImage,
  title: 'One image as both code and variables',
  documentation: `\`executable\` and \`nvram-template\` name the same file. In mode \`split\` the two are mapped one behind the other: the guest would find the code
where its variables should be, and treats the store as broken. Firmware whose image holds both is \`combined\`.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [
      withMembers({
        mapping: { device: 'flash', mode: 'split', executable: CODE, 'nvram-template': CODE },
      }),
    ],
  }),
};
