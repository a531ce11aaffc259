import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import type { DescriptorDocument } from '../../descriptor/document';
import { findFlashMode, type MappingView } from '../../descriptor/firmwareView';
import { suggestNvramTemplate } from '../../descriptor/suggestedValue';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { insertInOrder, listUnexplainedMissing, findHead } from '../shared/absence';

const EXECUTABLE = { filename: '/usr/share/edk2/x64/OVMF_CODE.4m.fd', format: 'raw' };

export const templateMissing: Rule = {
  code: 'template-missing',
  severity: 'error',
  needsWholeText: true,
  concerns: ['missing member'],
  *check(document) {
    const { mapping } = document.view;
    if (!mapping || findFlashMode(mapping) !== 'split') return;
    const missing = listUnexplainedMissing(mapping.object, document).some(
      ({ member }) => member.name === 'nvram-template',
    );
    const modeMisspelt = document.strays.some(
      (stray) => stray.reason === 'misspelt' && stray.meant === 'mode',
    );
    if (!missing || modeMisspelt) return;
    const hasModes = allowsMode(mapping);
    yield {
      missing: 'nvram-template',
      range: mapping.mode?.json ?? findHead(mapping.object),
      message: makeMessage(mapping, hasModes),
      fixes: [insertTemplate(document, mapping), ...(hasModes ? changeMode(document, mapping) : [])],
    };
  },
};

export const templateMissingDocs: RuleDocs = {
  rule: templateMissing,
  title: 'Split flash firmware without an NVRAM template',
  documentation: `Flash firmware in mode \`split\` keeps its code in \`executable\` and its variables in each guest’s copy of
\`nvram-template\`. A descriptor without a mode is split, too: QEMU 7.0 added the mode, and its default is the earlier behaviour.
Without the template, libvirt ignores the file without a message. Add the template, or change the mode: to \`stateless\` if no
variables are kept (confidential computing), or to \`combined\` if code and variables are one file that is cloned for each guest.`,
  examples: () => ({
    valid: [withMembers({ mapping: { device: 'flash', mode: 'stateless', executable: EXECUTABLE } })],
    invalid: [
      withMembers({ mapping: { device: 'flash', mode: 'split', executable: EXECUTABLE } }),
      withMembers({ mapping: { device: 'flash', executable: EXECUTABLE } }),
    ],
  }),
};

function makeMessage({ mode }: MappingView, hasModes: boolean): string {
  if (mode)
    return t(
      'Missing “nvram-template”: mode split requires it, as each guest’s variable store is a copy of it. Add it, or change the mode to stateless or combined.',
    );
  return hasModes
    ? t(
        'Missing “nvram-template”: flash firmware without a “mode” is split, and each guest’s variable store is a copy of the template. Add it, or set the mode to stateless or combined.',
      )
    : t(
        'Missing “nvram-template”: QEMU before 7.0 requires it for flash firmware, as each guest’s variable store is a copy of it. Add it.',
      );
}

function allowsMode({ object }: MappingView): boolean {
  return object.allowed.some(({ member }) => member.name === 'mode');
}

function insertTemplate(document: DescriptorDocument, mapping: MappingView): Fix {
  const value = suggestNvramTemplate(document.view);
  return {
    title: t('Add “nvram-template” ({0})', value.filename),
    edits: [insertInOrder(document, mapping.object, 'nvram-template', value)],
  };
}

function changeMode(document: DescriptorDocument, { object, mode }: MappingView): Fix[] {
  return ['stateless', 'combined'].map((value) => ({
    title: t('Change mode to “{0}”', value),
    edits: [
      mode ? replaceValue(document.text, mode.json, value) : insertInOrder(document, object, 'mode', value),
    ],
  }));
}
