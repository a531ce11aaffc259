import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import type { Rule, RuleDocs } from '../rule';
import { makeCode, makeFlash, withImages } from '../shared/exampleImages';
import { findExecutable, findTemplate } from '../shared/namedImages';

export const imageFormat: Rule = {
  code: 'image-format',
  severity: 'warning',
  needsImages: true,
  *check(document) {
    for (const image of [findExecutable(document), findTemplate(document)]) {
      const { facts, format, filename } = image ?? {};
      if (!facts || !format || !filename || (format.value !== 'raw' && format.value !== 'qcow2')) continue;
      if (format.value === facts.format) continue;
      yield {
        range: format.json,
        message:
          facts.format === 'qcow2'
            ? t(
                '{0} has the signature of qcow2. With the format raw, the guest finds qcow2 data in its flash, not the firmware. Change the format to qcow2.',
                filename.value,
              )
            : t(
                '{0} does not have the signature of qcow2, so QEMU cannot open it. Change the format to raw.',
                filename.value,
              ),
        related: [{ range: filename.json, message: t('The image') }],
        fixes: [
          {
            title: t('Replace with “{0}”', facts.format),
            edits: [replaceValue(document.text, format.json, facts.format)],
            safe: true,
          },
        ],
      };
    }
  },
};

export const imageFormatDocs: RuleDocs = {
  rule: imageFormat,
  title: 'A format that the image does not have',
  documentation: `The first four bytes of a file show whether it is qcow2. QEMU opens an image in the format that the descriptor
names: with a qcow2 file as \`raw\`, the guest finds qcow2 data where the code should be, usually without a message; QEMU cannot
open a raw image as \`qcow2\`. [QEMU docs/interop/qcow2]`,
  examples: () => ({
    valid: [withImages({}, '', makeCode())],
    invalid: [
      {
        ...withImages({ mapping: makeFlash('stateless') }, '', makeCode({ format: 'qcow2' })),
        shown: '(the executable is a qcow2 file, but its “format” is “raw”)',
      },
    ],
  }),
};
