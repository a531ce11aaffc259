import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { listEnumValues } from '../../qapi/lookup';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';

export const formatNotForFlash: Rule = {
  code: 'format-not-for-flash',
  severity: 'warning',
  concerns: ['unusual format'],
  *check(document) {
    const { executable, nvramTemplate } = document.view.mapping ?? {};
    const drivers = listEnumValues(document.context.schema, 'BlockdevDriver') ?? [];
    for (const format of [executable?.format, nvramTemplate?.format]) {
      if (!format || format.value === 'raw' || format.value === 'qcow2') continue;
      if (!drivers.some(({ name }) => name === format.value)) continue;
      yield {
        range: format.json,
        message: t(
          'No program maps a “{0}” image into flash; libvirt ignores the firmware. Convert the image to raw or qcow2.',
          format.value,
        ),
        fixes: ['raw', 'qcow2'].map((value) => ({
          title: t('Replace with “{0}”', value),
          edits: [replaceValue(document.text, format.json, value)],
        })),
      };
    }
  },
};

export const formatNotForFlashDocs: RuleDocs = {
  rule: formatNotForFlash,
  title: 'A block format that programs do not map into flash',
  documentation: `Before QEMU 9.1, the schema allowed every block driver as the format of a flash image; QEMU 9.1 and later allow
only \`raw\` and \`qcow2\`. libvirt has always accepted only these two formats, and never selects firmware in another format.
[qemuFirmwareMatchDomain]`,
  examples: () => ({ valid: [withMembers({})], invalid: [] }),
};
