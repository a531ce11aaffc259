import { t } from '../../text/translations';
import type { DescriptorDocument } from '../../descriptor/document';
import { findFeature, findFlashMode, type MappingView } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Fix, Rule, RuleDocs } from '../rule';
import { changeMode, loadIntoMemory } from '../shared/stateless';

const CODE = { filename: '/usr/share/edk2/ovmf/OVMF.amdsev.fd', format: 'raw' };
const TDX_CODE = { filename: '/usr/share/edk2/ovmf/OVMF.inteltdx.fd', format: 'raw' };
const VARS = { filename: '/usr/share/edk2/ovmf/OVMF_VARS.fd', format: 'raw' };
const SNP = ['amd-sev', 'amd-sev-es', 'amd-sev-snp'];

export const confidentialFlash: Rule = {
  code: 'confidential-flash',
  severity: 'warning',
  concerns: ['confidential guests'],
  *check(document) {
    const { view } = document;
    const tdx = findFeature(view, 'intel-tdx');
    const found = tdx ?? findFeature(view, 'amd-sev-snp');
    const { mapping } = view;
    if (!found || mapping?.device?.value !== 'flash') return;
    const related = [{ range: found.json, message: t('“{0}” is listed here', found.value) }];
    const template = findFlashMode(mapping) === 'split' ? mapping.nvramTemplate : undefined;
    if (template) {
      const why = t(
        'Firmware with “{0}” cannot have an “nvram-template”: the host could write the guest’s variables, so the guest is rejected or does not start.',
        found.value,
      );
      yield {
        range: template.member.json.key,
        message: `${why} ${tdx ? t('Load the image into memory.') : t('Change the mode to stateless.')}`,
        related,
        fixes: [
          ...(tdx ? [] : [changeMode(document, mapping, 'stateless')]),
          ...proposeMemory(document, mapping),
        ],
      };
    } else if (tdx) {
      yield {
        range: mapping.device.json,
        severity: 'information',
        message: t(
          'TDX guests have no flash, so libvirt 12 rejects firmware in flash for them. Change the device to memory.',
        ),
        related,
        fixes: proposeMemory(document, mapping),
      };
    }
  },
};

export const confidentialFlashDocs: RuleDocs = {
  rule: confidentialFlash,
  title: 'Flash that a confidential guest cannot use',
  documentation: `A guest under SEV-SNP or TDX trusts only what is measured when it starts: its firmware is one image without a
variable store that the host could write. With an NVRAM template (mode \`split\`), such a guest is rejected or does not start. For
SEV-SNP, change the mode to \`stateless\`, or load the image into memory. For TDX, load it into memory: TDX guests have no flash,
and libvirt 12 rejects flash for them. Firmware for TDX in stateless flash is reported only as information, because distributions
have shipped such descriptors.`,
  examples: () => ({
    valid: [
      withMembers({ mapping: { device: 'memory', filename: TDX_CODE.filename }, features: ['intel-tdx'] }),
      withMembers({ mapping: { device: 'flash', mode: 'stateless', executable: CODE }, features: SNP }),
    ],
    invalid: [
      withMembers({
        mapping: { device: 'flash', mode: 'split', executable: CODE, 'nvram-template': VARS },
        features: SNP,
      }),
      withMembers({
        mapping: { device: 'flash', mode: 'stateless', executable: TDX_CODE },
        features: ['intel-tdx'],
      }),
    ],
  }),
};

function proposeMemory(document: DescriptorDocument, mapping: MappingView): Fix[] {
  const edit = loadIntoMemory(document, mapping);
  if (!edit) return [];
  const title = mapping.nvramTemplate
    ? t('Change device to “memory” and remove “nvram-template”')
    : t('Change device to “memory”');
  return [{ title, edits: [edit] }];
}
