import { t } from '../../text/translations';
import { removeMember, replaceValue } from '../../descriptor/edits';
import { findFlashMode } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';

const EXECUTABLE = { filename: '/usr/share/edk2/ovmf/OVMF.amdsev.fd', format: 'raw' };
const TEMPLATE = { filename: '/usr/share/edk2/ovmf/OVMF_VARS.fd', format: 'raw' };

export const templateUnexpected: Rule = {
  code: 'template-unexpected',
  severity: 'warning',
  concerns: ['unusual mode'],
  *check(document) {
    const { mapping } = document.view;
    const mode = findFlashMode(mapping);
    const template = mapping?.nvramTemplate;
    if (!mapping?.mode || !template || mode === undefined || mode === 'split') return;
    const remove: Fix = {
      title: t('Remove “{0}”', 'nvram-template'),
      edits: [removeMember(document.text, mapping.object.json, template.member.json)],
    };
    const split: Fix = {
      title: t('Change mode to “{0}”', 'split'),
      edits: [replaceValue(document.text, mapping.mode.json, 'split')],
    };
    yield {
      range: template.member.json.key,
      message:
        mode === 'combined'
          ? t(
              'Unexpected “nvram-template”: in mode combined, the executable contains the variables. libvirt ignores the template; systemd-vmspawn 262 selects the firmware because of it, then fails. Remove it, or change the mode to split.',
            )
          : t(
              'Unexpected “nvram-template”: in mode stateless, no variables are kept, and libvirt ignores the template. Remove it, or change the mode to split.',
            ),
      related: [{ range: mapping.mode.json, message: t('The mode is {0}', mode) }],
      // Images with separate names are seldom one image.
      fixes: mode === 'combined' ? [split, remove] : [remove, split],
    };
  },
};

export const templateUnexpectedDocs: RuleDocs = {
  rule: templateUnexpected,
  title: 'An unexpected NVRAM template',
  documentation: `Only firmware in mode \`split\` has an NVRAM template. In mode \`combined\`, the variables are part of the
executable; in mode \`stateless\`, there are none. The schema then expects no template, and libvirt ignores the template.
systemd-vmspawn 262 selects combined firmware that has a template, and then fails. If the mode is the mistake, change it to
\`split\`: in mode \`stateless\`, guests lose their boot entries. If the template is the mistake, remove it.`,
  examples: () => ({
    valid: [withMembers({ mapping: { device: 'flash', mode: 'stateless', executable: EXECUTABLE } })],
    invalid: [
      withMembers({
        mapping: { device: 'flash', mode: 'stateless', executable: EXECUTABLE, 'nvram-template': TEMPLATE },
      }),
      withMembers({
        mapping: { device: 'flash', mode: 'combined', executable: EXECUTABLE, 'nvram-template': TEMPLATE },
      }),
    ],
  }),
};
