import { t } from '../../text/translations';
import { insertElement, removeMember } from '../../descriptor/edits';
import { findFeature, findFlashMode } from '../../descriptor/firmwareView';
import type { DescriptorDocument } from '../../descriptor/document';
import { findMember, type TypedMember } from '../../descriptor/typedTree';
import { withMembers } from '../examples';
import type { Report, Rule, RuleDocs } from '../rule';
import { changeMode } from '../shared/stateless';
import { removeFeature } from '../shared/features';

const IMAGE = '/usr/share/edk2/ovmf/OVMF.qemuvars.fd';
const EXECUTABLE = { filename: IMAGE, format: 'raw' };
const TEMPLATE = { filename: '/usr/share/edk2/ovmf/OVMF_VARS.fd', format: 'raw' };
const UEFI_VARS = { template: '/usr/share/edk2/ovmf/vars.blank.json' };

export const hostVarsStore: Rule = {
  code: 'host-vars-store',
  severity: 'warning',
  concerns: ['variables on the host'],
  *check(document) {
    const { mapping } = document.view;
    const hostVars = findFeature(document.view, 'host-uefi-vars');
    const template = findFlashMode(mapping) === 'split' ? mapping?.nvramTemplate : undefined;
    if (mapping && hostVars && template) {
      yield {
        range: template.member.json.key,
        message: t(
          'Firmware with “host-uefi-vars” keeps its variables in QEMU on the host and never uses an “nvram-template”. Change the mode to stateless, or load the image into memory.',
        ),
        related: [{ range: hostVars.json, message: t('“{0}” is listed here', hostVars.value) }],
        fixes: [changeMode(document, mapping, 'stateless'), ...removeFeature(document, hostVars)],
      };
    }
    const store = findMember(mapping?.object, 'uefi-vars');
    if (store?.allowed) yield* checkInterface(document, store);
    const features = findMember(document.root, 'features')?.value;
    const hasMisspelling = document.view.features.some(({ value }) => /vars/i.test(value));
    if (!mapping || !store?.allowed || hostVars || hasMisspelling || features?.kind !== 'list') return;
    yield {
      range: store.json.key,
      message: t(
        '“uefi-vars” without the feature “host-uefi-vars”: the firmware does not offer to keep its variables on the host. Add the feature, or remove “uefi-vars”.',
      ),
      fixes: [
        {
          title: t('Add “{0}”', 'host-uefi-vars'),
          edits: [insertElement(document.text, features.json, 'host-uefi-vars')],
        },
        {
          title: t('Remove “{0}”', 'uefi-vars'),
          edits: [removeMember(document.text, mapping.object.json, store.json)],
        },
      ],
    };
  },
};

/** Reports `uefi-vars` of firmware without UEFI. A value that may mean `uefi` has its own finding. */
function* checkInterface(document: DescriptorDocument, { json }: TypedMember): Generator<Report> {
  const list = findMember(document.root, 'interface-types')?.value;
  if (list?.kind !== 'list' || document.view.interfaceTypes.some(({ value }) => /efi/i.test(value))) return;
  yield {
    range: json.key,
    message: t(
      '“uefi-vars” without the interface type “uefi”: only UEFI firmware has such variables. Add “uefi”, or remove “uefi-vars”.',
    ),
    fixes: [
      {
        title: t('Add “{0}”', 'uefi'),
        edits: [insertElement(document.text, list.json, 'uefi')],
      },
    ],
  };
}

export const hostVarsStoreDocs: RuleDocs = {
  rule: hostVarsStore,
  title: 'A variable store that does not match host-uefi-vars',
  documentation: `Firmware with \`host-uefi-vars\` passes its variables to QEMU, which keeps them in a JSON file on the host;
\`mapping.uefi-vars\` names the template of that file. Such firmware never writes to flash, so an \`nvram-template\` gives each
guest a store that stays unused. Without the feature, \`uefi-vars\` names a store, but the firmware does not declare that it can
use it. Only firmware with the interface type \`uefi\` has such variables. [FirmwareFeature, FirmwareMappingMemory]`,
  examples: () => ({
    valid: [
      withMembers({
        mapping: { device: 'memory', 'uefi-vars': UEFI_VARS, filename: IMAGE },
        features: ['host-uefi-vars'],
      }),
    ],
    invalid: [
      withMembers({
        mapping: { device: 'flash', mode: 'split', executable: EXECUTABLE, 'nvram-template': TEMPLATE },
        features: ['host-uefi-vars'],
      }),
      withMembers({ mapping: { device: 'memory', 'uefi-vars': UEFI_VARS, filename: IMAGE } }),
      withMembers({
        'interface-types': ['bios'],
        mapping: { device: 'memory', 'uefi-vars': UEFI_VARS, filename: IMAGE },
        features: ['host-uefi-vars'],
      }),
    ],
  }),
};
