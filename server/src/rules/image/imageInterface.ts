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
    // Firmware with two interfaces may contain one inside the other.
    if (!executable || !claim || others.length > 0) return;
    const { content, biosDate, volumes } = executable.facts;
    const found = content === 'bios' ? 'bios' : content === 'uefi' ? 'uefi' : undefined;
    if (!found || !['bios', 'uefi'].includes(claim.value) || claim.value === found) return;
    yield {
      range: claim.json,
      message:
        found === 'bios'
          ? t(
              'The image is a PC BIOS (date at its end: {0}) and has no UEFI firmware volume. A guest that requires UEFI would get a BIOS. Replace “uefi” with “bios”.',
              biosDate ?? '',
            )
          : t(
              'The image is UEFI firmware (firmware volumes: {0}), but a guest that requires a BIOS may get it. Replace “bios” with “uefi”.',
              volumes.length,
            ),
      related: [{ range: executable.filename.json, message: t('The image') }],
      fixes: [
        { title: t('Replace with “{0}”', found), edits: [replaceValue(document.text, claim.json, found)] },
      ],
    };
  },
};

export const imageInterfaceDocs: RuleDocs = {
  rule: imageInterface,
  title: 'An interface that the image does not offer',
  documentation: `The bytes of an image show whether it is UEFI or BIOS: UEFI firmware consists of firmware volumes, and a PC BIOS
ends with the reset vector and a date. libvirt does not read the image, so guests that require an interface in \`interface-types\`
get this firmware even if the image does not have that interface. Correct \`interface-types\`, or name another image. [UEFI
Platform Initialization; IBM PC, F000:FFF5]`,
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
