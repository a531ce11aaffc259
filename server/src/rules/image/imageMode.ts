import { t } from '../../text/translations';
import { findFlashMode } from '../../descriptor/firmwareView';
import { toHex } from '../../text/hexadecimal';
import type { Rule, RuleDocs } from '../rule';
import { makeCode, makeFlash, makeWholeImage, withImages } from '../shared/exampleImages';
import { findExecutable } from '../shared/namedImages';

export const imageMode: Rule = {
  code: 'image-mode',
  severity: 'warning',
  needsImages: true,
  *check(document) {
    const { mapping } = document.view;
    const mode = findFlashMode(mapping);
    const executable = findExecutable(document);
    if (executable?.facts.content !== 'uefi') return;
    const { volumes } = executable.facts;
    const variables = volumes.find(({ kind }) => kind === 'variables');
    const range = mapping?.mode?.json ?? executable.filename.json;
    const related = mapping?.mode && [{ range: executable.filename.json, message: t('The image') }];
    if (mode === 'split' && variables)
      yield {
        range,
        related,
        message: t(
          'In mode split, the executable is read-only, but this executable contains the variables (at {0}), so the guest cannot change them. Use the image with only the code, or change the mode to combined or stateless.',
          toHex(variables.offset),
        ),
      };
    if (mode === 'combined' && !variables)
      yield {
        range,
        related,
        message: t(
          'The mode “combined” requires code and variables in one image, but this executable has only code (at {0}), so the guest cannot keep variables. Use an image with both, or change the mode to “split” and name a template.',
          toHex(volumes[0]?.offset ?? 0),
        ),
      };
  },
};

export const imageModeDocs: RuleDocs = {
  rule: imageMode,
  title: 'A mode that the image is not built for',
  documentation: `edk2 builds an image with a volume for variables and one for code, and splits it in two for mode \`split\`. If the
executable has the volume for variables, it is for mode \`combined\`; if not, for mode \`split\`. Firmware in the other mode does
not find its variables where the build places them: it forgets boot entries and keys, if it starts at all. Both kinds of image can
be \`stateless\`. [UEFI Platform Initialization, firmware volume header]`,
  hasNoFix: true,
  examples: () => ({
    valid: [
      withImages({}, '', makeCode()),
      withImages({ mapping: makeFlash('stateless') }, '', makeWholeImage()),
      withImages({ mapping: makeFlash('stateless') }, '', makeCode()),
    ],
    invalid: [withImages({}, '(the executable has a volume for variables at 0x0)', makeWholeImage())],
  }),
};
