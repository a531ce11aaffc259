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
          'In mode split the executable is mapped read-only, but this one has variables of its own (a volume for them at {0}): the guest cannot keep any. Name the image that holds the code alone, or set the mode to combined or stateless.',
          toHex(variables.offset),
        ),
      };
    if (mode === 'combined' && !variables)
      yield {
        range,
        related,
        message: t(
          'In mode combined the executable holds the variables, too, but this one has no volume for them (at {0} there is code): the guest cannot keep any. Name the image that holds both, or set the mode to split and name a template.',
          toHex(volumes[0]?.offset ?? 0),
        ),
      };
  },
};

export const imageModeDocs: RuleDocs = {
  rule: imageMode,
  title: 'A mode that the image is not built for',
  documentation: `edk2 builds an image with a volume for variables and one with code, and cuts it in two for mode \`split\`. Whether the executable has that
volume tells for which mode it is: firmware that finds no room for its variables where it was built to have it forgets what is written
there, if it starts at all. Both kinds of image can be \`stateless\`. [UEFI Platform Initialization, firmware volume header]`,
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
