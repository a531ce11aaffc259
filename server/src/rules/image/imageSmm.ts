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
          'The executable keeps its variables outside SMM (it has VariableRuntimeDxe): it also runs without SMM, and SMM does not protect the variables. Remove “requires-smm”, or use an image built with SMM_REQUIRE.',
        ),
      });
    if (!claim && smm && findFeatureList(document))
      yield {
        range: executable.filename.json,
        message: t(
          'The executable keeps its variables in SMM (it has SMM modules and no VariableRuntimeDxe): a guest without SMM does not start. Add “requires-smm”.',
        ),
        fixes: addFeature(document, 'requires-smm'),
      };
  },
};

export const imageSmmDocs: RuleDocs = {
  rule: imageSmm,
  title: 'SMM that the descriptor omits, or that the image does not require',
  documentation: `OVMF built with SMM_REQUIRE keeps the variable store in System Management Mode and hangs in a guest without it;
libvirt enables SMM only for firmware with \`requires-smm\`. The modules in the compressed part of the image show how it was
built. Add or remove \`requires-smm\` accordingly. [edk2 OvmfPkg; FirmwareFeature]`,
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
