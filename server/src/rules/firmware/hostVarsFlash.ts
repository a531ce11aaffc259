import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import { findFeature, findFlashMode } from '../../descriptor/firmwareView';
import { withMembers } from '../examples';
import type { Rule, RuleDocs } from '../rule';
import { removeFeature } from '../shared/features';

const EXECUTABLE = { filename: '/usr/share/edk2/ovmf/OVMF.qemuvars.fd', format: 'raw' };

export const hostVarsFlash: Rule = {
  code: 'host-vars-flash',
  severity: 'warning',
  concerns: ['variables on the host'],
  *check(document) {
    const { mapping } = document.view;
    const hostVars = findFeature(document.view, 'host-uefi-vars');
    if (!hostVars || !mapping?.mode || findFlashMode(mapping) !== 'combined' || mapping.nvramTemplate) return;
    yield {
      range: mapping.mode.json,
      message: t(
        'In mode combined, each guest writes its variables into a copy of the image, but firmware with “host-uefi-vars” keeps them in QEMU. Change the mode to stateless, or load the image into memory.',
      ),
      related: [{ range: hostVars.json, message: t('“{0}” is listed here', hostVars.value) }],
      fixes: [
        {
          title: t('Change mode to “{0}”', 'stateless'),
          edits: [replaceValue(document.text, mapping.mode.json, 'stateless')],
        },
        ...removeFeature(document, hostVars),
      ],
    };
  },
};

export const hostVarsFlashDocs: RuleDocs = {
  rule: hostVarsFlash,
  title: 'Firmware with host-uefi-vars in writable flash',
  documentation: `Firmware with \`host-uefi-vars\` does not store its variables in flash. In mode \`combined\`, each guest would get its own
copy of the image to write variables to, although the firmware keeps them elsewhere. Load it into memory, or change the mode to
\`stateless\`. [FirmwareFeature]`,
  examples: () => ({
    valid: [
      withMembers({
        mapping: { device: 'flash', mode: 'stateless', executable: EXECUTABLE },
        features: ['host-uefi-vars'],
      }),
    ],
    invalid: [
      withMembers({
        mapping: { device: 'flash', mode: 'combined', executable: EXECUTABLE },
        features: ['host-uefi-vars'],
      }),
    ],
  }),
};
