import { t } from '../../text/translations';
import { replaceValue } from '../../descriptor/edits';
import type { Rule, RuleDocs } from '../rule';
import { makeCode, makeLoaded, makePlainImage, withImages } from '../shared/exampleImages';
import { findExecutable } from '../shared/namedImages';

export const imageInterface: Rule = {
  code: 'image-interface',
  severity: 'warning',
  needsImages: true,
  *check(document) {
    const executable = findExecutable(document);
    const [claim, ...others] = document.view.interfaceTypes;
    // Of firmware with two interfaces one may be hidden in the other.
    if (!executable || !claim || others.length > 0) return;
    const { content, biosDate, volumes } = executable.facts;
    const found = content === 'bios' ? 'bios' : content === 'uefi' ? 'uefi' : undefined;
    if (!found || !['bios', 'uefi'].includes(claim.value) || claim.value === found) return;
    yield {
      range: claim.json,
      message:
        found === 'bios'
          ? t(
              'The image is a PC BIOS (its date {0} stands at its end) and has no UEFI firmware volume: a guest that asks for UEFI gets none. Write “bios”.',
              biosDate ?? '',
            )
          : t(
              'The image is UEFI firmware (it has {0} firmware volumes): a guest that asks for a BIOS gets none. Write “uefi”.',
              volumes.length,
            ),
      related: [{ range: executable.filename.json, message: t('The image') }],
      fixes: [
        { title: t('Replace by “{0}”', found), edits: [replaceValue(document.text, claim.json, found)] },
      ],
    };
  },
};

export const imageInterfaceDocs: RuleDocs = {
  rule: imageInterface,
  title: 'An interface that the image does not have',
  documentation: `UEFI firmware consists of firmware volumes; a PC BIOS ends with the reset vector and a date. libvirt selects by the first of
\`interface-types\` that a guest asks for. [UEFI Platform Initialization; IBM PC, F000:FFF5]`,
  examples: () => ({
    valid: [withImages({}, '', makeCode())],
    invalid: [
      withImages(
        { mapping: makeLoaded('memory'), features: [] },
        '(the image is SeaBIOS)',
        makePlainImage('bios', 0x40000, { biosDate: '06/23/99' }),
      ),
    ],
  }),
};
