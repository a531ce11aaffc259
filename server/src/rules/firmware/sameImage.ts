import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { findFlashMode, type Text } from '../../descriptor/firmwareView';
import { findCodePath, suggestNvramTemplate } from '../../descriptor/suggestedValue';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { changeMode } from '../shared/stateless';

const CODE = { filename: '/usr/share/qemu/ovmf-x86_64-code.bin', format: 'raw' };

const VARIABLES = { filename: '/opt/ovmf/OVMF_VARS.fd', format: 'raw' };

export const sameImage: Rule = {
  code: 'same-image',
  severity: 'warning',
  *check(document) {
    const { text, view } = document;
    const { mapping } = view;
    const code = mapping?.executable?.filename;
    const variables = mapping?.nvramTemplate?.filename;
    if (!mapping || findFlashMode(mapping) !== 'split' || !code || code.value !== variables?.value) return;

    const codePath = findCodePath(code.value);
    if (codePath === undefined) {
      const { filename } = suggestNvramTemplate(view);
      const replace = proposePath(text, variables, filename);
      yield {
        range: variables.json,
        message: t(
          '“executable” and “nvram-template” name the same image, so the guest finds code where its variables should be. Use a template such as {0}.',
          filename,
        ),
        related: [{ range: code.json, message: t('The executable is the same file') }],
        fixes: /code/i.test(code.value) ? [replace] : [changeMode(document, mapping, 'combined'), replace],
      };
      return;
    }
    yield {
      range: code.json,
      message: t(
        '“executable” and “nvram-template” both name the template, so the guest has no code to run. Use an executable such as {0}.',
        codePath,
      ),
      related: [{ range: variables.json, message: t('The template is the same file') }],
      fixes: [proposePath(text, code, codePath)],
    };
  },
};

function proposePath(text: string, { json }: Text, path: string): Fix {
  return { title: t('Replace with “{0}”', path), edits: [replaceValue(text, json, path)] };
}

export const sameImageDocs: RuleDocs = {
  rule: sameImage,
  title: 'One image as both code and variables',
  documentation: `\`executable\` and \`nvram-template\` name the same file. In mode \`split\`, QEMU maps the two separately.
If both are the code, the guest finds code where its variables should be and treats the store as broken; if both are the template,
the guest has no code at all. Firmware whose image contains both is \`combined\`.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [
      withMembers({
        mapping: { device: 'flash', mode: 'split', executable: CODE, 'nvram-template': CODE },
      }),
      withMembers({
        mapping: { device: 'flash', mode: 'split', executable: VARIABLES, 'nvram-template': VARIABLES },
      }),
    ],
  }),
};
