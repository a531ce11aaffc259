import { t } from '../../text/translations';
import { findFeature } from '../../descriptor/firmwareView';
import type { Rule, RuleDocs } from '../rule';
import { makeCode, withImages } from '../shared/exampleImages';
import { findExecutable, refuteClaim } from '../shared/namedImages';

export const imageSuspend: Rule = {
  code: 'image-suspend',
  severity: 'warning',
  needsImages: true,
  *check(document) {
    const executable = findExecutable(document);
    const claim = findFeature(document.view, 'acpi-s3');
    if (!claim || executable?.deep?.acpiS3 !== false) return;
    yield refuteClaim(document, claim, executable, {
      message: t(
        'The executable cannot wake a guest from suspend to RAM (no S3Resume2Pei or no BootScriptExecutorDxe). Remove “acpi-s3”, or use an image with both modules.',
      ),
    });
  },
};

export const imageSuspendDocs: RuleDocs = {
  rule: imageSuspend,
  title: 'Suspend to RAM that the image does not support',
  documentation: `Waking from S3 requires two modules of the firmware; without them, a suspended guest is lost. libvirt selects firmware
by \`acpi-s3\` for guests that may suspend. [edk2 UefiCpuPkg, MdeModulePkg; FirmwareFeature]`,
  examples: () => ({
    valid: [withImages({}, '', makeCode())],
    invalid: [withImages({}, '(the executable has no S3Resume2Pei)', makeCode({}, { acpiS3: false }))],
  }),
};
