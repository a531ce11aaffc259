import { t } from '@vscode/l10n';
import { feature } from '../../descriptor/firmwareView';
import type { Rule, RuleDocs } from '../rule';
import { code, withImages } from '../shared/exampleImages';
import { executableOf, refuted } from '../shared/namedImages';

export const imageSuspend: Rule = {
  code: 'image-suspend',
  severity: 'warning',
  *check(document) {
    const executable = executableOf(document);
    const claim = feature(document.view, 'acpi-s3');
    if (!claim || executable?.deep?.acpiS3 !== false) return;
    yield refuted(document, claim, executable, {
      message: t(
        'The executable cannot wake a guest from suspend to RAM (no S3Resume2Pei and BootScriptExecutorDxe). Remove “acpi-s3”, or name an image that can.',
      ),
    });
  },
};

export const imageSuspendDocs: RuleDocs = {
  rule: imageSuspend,
  title: 'Suspend to RAM that the image does not support',
  documentation: `Waking from S3 needs two modules of the firmware; without them a guest that was suspended is lost. libvirt selects firmware by
\`acpi-s3\` for guests that may suspend. [edk2 UefiCpuPkg, MdeModulePkg; FirmwareFeature]`,
  examples: () => ({
    valid: [withImages({}, '', code())],
    invalid: [withImages({}, '(the executable has no S3Resume2Pei)', code({}, { acpiS3: false }))],
  }),
};
