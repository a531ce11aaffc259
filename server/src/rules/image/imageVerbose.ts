import { t } from '../../text/translations';
import type { Rule, RuleDocs } from '../rule';
import { makeCode, withImages } from '../shared/exampleImages';
import { findExecutable, refuteClaim } from '../shared/namedImages';

export const imageVerbose: Rule = {
  code: 'image-verbose',
  severity: 'information',
  needsImages: true,
  *check(document) {
    const executable = findExecutable(document);
    if (executable?.facts.core?.debugStrings !== false) return;
    for (const claim of document.view.features) {
      if (claim.value !== 'verbose-dynamic' && claim.value !== 'verbose-static') continue;
      yield refuteClaim(document, claim, executable, {
        message: t(
          'The executable was built without debug output (the code that runs first has no debug strings), so it logs nothing. Remove “{0}”, or use a DEBUG build.',
          claim.value,
        ),
      });
    }
  },
};

export const imageVerboseDocs: RuleDocs = {
  rule: imageVerbose,
  title: 'A log that the image does not write',
  documentation: `Only DEBUG builds of edk2 write a log. Distributions ship RELEASE builds, often with descriptors copied from QEMU,
whose own images are DEBUG builds. No program selects firmware by its log, so this is only informational. The first program in the
image, which is not compressed, contains assertion messages in a DEBUG build and none in a RELEASE build. [edk2 MdePkg, DebugLib;
FirmwareFeature]`,
  examples: () => ({
    valid: [withImages({}, '', makeCode())],
    invalid: [
      withImages(
        {},
        '(the executable is a RELEASE build)',
        makeCode({ core: { architecture: 'x86_64', kind: 'sec', offset: 0x348100, debugStrings: false } }),
      ),
    ],
  }),
};
