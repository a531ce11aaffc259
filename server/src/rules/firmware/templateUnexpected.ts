import { removeMember, replaceValue } from '../../descriptor/edits';
import { flashMode } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';

const EXECUTABLE = { filename: '/usr/share/edk2/ovmf/OVMF.amdsev.fd', format: 'raw' };
const TEMPLATE = { filename: '/usr/share/edk2/ovmf/OVMF_VARS.fd', format: 'raw' };

export const templateUnexpected: Rule = {
  code: 'template-unexpected',
  severity: 'warning',
  *check(document) {
    const { mapping } = document.view;
    const mode = flashMode(mapping);
    const template = mapping?.nvramTemplate;
    if (!mapping?.mode || !template || mode === undefined || mode === 'split') return;
    const why = mode === 'combined' ? 'the variables are part of the executable' : 'no variables are kept';
    const remove: Fix = {
      title: 'Remove “nvram-template”',
      edits: [removeMember(document.text, mapping.object.json, template.member.json)],
    };
    const split: Fix = {
      title: 'Set mode to “split”',
      edits: [replaceValue(document.text, mapping.mode.json, 'split')],
    };
    yield {
      range: template.member.json.key,
      message: `Firmware in mode ${mode} has no “nvram-template”: ${why}, and libvirt passes over it. Remove it, or set the mode to split.`,
      related: [{ range: mapping.mode.json, message: `The mode is ${mode}` }],
      // Images that are named apart are seldom one.
      fixes: mode === 'combined' ? [split, remove] : [remove, split],
    };
  },
};

export const templateUnexpectedDocs: RuleDocs = {
  rule: templateUnexpected,
  title: 'An NVRAM template that no guest gets',
  documentation: `Only firmware in mode \`split\` has an NVRAM template. With \`combined\` the variables are part of the executable, with \`stateless\` there are
none: the schema wants no template then, and libvirt passes over it. Either the template or the mode is a mistake: a guest that was
meant to keep its boot entries loses them.`,
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
