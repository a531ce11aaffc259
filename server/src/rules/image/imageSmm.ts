import { t } from '../../text/translations';
import { findFeature } from '../../descriptor/firmwareView';
import type { Rule, RuleDocs } from '../rule';
import { makeCode, Q35, withImages } from '../shared/exampleImages';
import { findExecutable, isForPc, refuteClaim } from '../shared/namedImages';
import { findFeatureList, addFeature } from '../shared/features';

export const imageSmm: Rule = {
  code: 'image-smm',
  severity: 'warning',
  needsWholeText: true,
  needsImages: true,
  *check(document) {
    const executable = findExecutable(document);
    const claim = findFeature(document.view, 'requires-smm');
    if (!executable?.deep || !isForPc(document)) return;
    const { smm } = executable.deep;
    if (claim && !smm)
      yield refuteClaim(document, claim, executable, {
        message: t(
          'The executable keeps its variables without system management mode (it has VariableRuntimeDxe): guests without SMM could use it, and with SMM they get no protection by it. Remove “requires-smm”, or name an image that was built with SMM_REQUIRE.',
        ),
      });
    if (!claim && smm && findFeatureList(document))
      yield {
        range: executable.filename.json,
        message: t(
          'The executable keeps its variables in system management mode (it has modules for it, and no VariableRuntimeDxe): a guest without SMM does not start. Add “requires-smm” to the features.',
        ),
        fixes: addFeature(document, 'requires-smm'),
      };
  },
};

export const imageSmmDocs: RuleDocs = {
  rule: imageSmm,
  title: 'SMM that the image does not require, or not mentioned',
  documentation: `OVMF built with SMM_REQUIRE keeps the variable store in system management mode and hangs in a guest that has none; libvirt turns SMM on
for firmware with \`requires-smm\`, and for no other. Which of the two an image is tell its modules, in its compressed part. [edk2 OvmfPkg;
FirmwareFeature]`,
  examples: () => ({
    valid: [
      withImages({}, '', makeCode()),
      withImages(
        { targets: Q35, features: ['secure-boot', 'requires-smm'] },
        '',
        makeCode({}, { secureBoot: true, smm: true }),
      ),
    ],
    invalid: [
      withImages(
        { targets: Q35, features: ['secure-boot', 'amd-sev'] },
        '(the executable was built with SMM_REQUIRE)',
        makeCode({}, { secureBoot: true, smm: true }),
      ),
    ],
  }),
};
