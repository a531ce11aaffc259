import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { contradictsName, findFormatByName } from '../shared/formats';

export const formatsDiffer: Rule = {
  code: 'formats-differ',
  severity: 'information',
  concerns: ['unusual format'],
  *check({ text, view: { mapping } }) {
    const { executable, nvramTemplate } = mapping ?? {};
    const code = executable?.format;
    const variables = nvramTemplate?.format;
    if (!executable || !nvramTemplate || !code || !variables || code.value === variables.value) return;
    const known = [code.value, variables.value].every((format) => format === 'raw' || format === 'qcow2');
    if (!known || contradictsName(executable) || contradictsName(nvramTemplate)) return;
    if (variables.value === 'qcow2' && findFormatByName(nvramTemplate) === 'qcow2') {
      yield {
        range: variables.json,
        message: t(
          'The template is qcow2, but the executable is raw. With libvirt, internal snapshots then include the variables, but systemd-vmspawn 262 opens the variables as raw. If the guests run under libvirt, leave the formats as they are.',
        ),
        related: [{ range: code.json, message: t('The executable is {0}', code.value) }],
      };
      return;
    }
    const choices = [
      { file: nvramTemplate, place: variables, format: code.value },
      { file: executable, place: code, format: variables.value },
    ];
    yield {
      range: variables.json,
      message: t(
        'The template is {0}, but the executable is {1}. libvirt accepts this, for example for internal snapshots; systemd-vmspawn 262 opens the variables as {1}. Check both formats.',
        variables.value,
        code.value,
      ),
      related: [{ range: code.json, message: t('The executable is {0}', code.value) }],
      fixes: choices
        .filter(({ file, format }) => !contradictsName(file, format))
        .map(({ file, place, format }): Fix => ({
          title: t('Change format of “{0}” to “{1}”', file.member.name, format),
          edits: [replaceValue(text, place.json, format)],
        })),
    };
  },
};

export const formatsDifferDocs: RuleDocs = {
  rule: formatsDiffer,
  title: 'Code and variables in different formats',
  documentation: `\`executable\` and \`nvram-template\` have different formats. libvirt accepts that, and it can be intended: if the
variables are in qcow2, a guest can have internal snapshots even if its code is raw. A template whose name ends in \`.qcow2\` is
made for such snapshots, so for such a template, the finding has no fix. Otherwise, one of the two formats may be a mistake, because the images of
one build usually have the same format. Also, systemd-vmspawn 262 opens the variables in the format of the executable, even if their own format differs.`,
  examples: () => ({
    valid: [withMembers({})],
    invalid: [
      withMembers({
        mapping: {
          device: 'flash',
          mode: 'split',
          executable: { filename: '/usr/share/qemu/ovmf-x86_64-code.bin', format: 'raw' },
          'nvram-template': { filename: '/usr/share/qemu/ovmf-x86_64-vars.bin', format: 'qcow2' },
        },
      }),
    ],
  }),
};
