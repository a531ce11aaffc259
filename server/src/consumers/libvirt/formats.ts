import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { Refusal } from '../refusal';
import type { VersionedChoice } from './releases';

const FORMATS = ['raw', 'qcow2'];

/** What libvirt has against the formats of flash. */
export function* refuseFormats(
  guest: Guest,
  firmware: Firmware,
  choice: VersionedChoice,
): Generator<Refusal> {
  yield* refuseImageFormat(guest, firmware, choice);
  if (firmware.mode === 'split') yield* refuseTemplateFormat(guest, firmware, choice);
}

function* refuseImageFormat(
  { loaderFormat, nvramFormat }: Guest,
  { format = '' }: Firmware,
  choice: VersionedChoice,
): Generator<Refusal> {
  if (!FORMATS.includes(format)) {
    yield {
      code: 'format',
      message: () => t('libvirt takes images of the formats raw and qcow2 only, this is “{0}”.', format),
      firmware: {
        text: () => t('If the image is raw after all, say so in the descriptor.'),
        change: { format: 'raw' },
      },
    };
    return;
  }
  if (loaderFormat !== undefined && loaderFormat !== format)
    yield {
      code: 'format',
      message: () => t('The guest wants an image of the format {0}, this is {1}.', loaderFormat, format),
      guest: {
        text: () => t('Give the guest’s <loader> the format “{0}”, or none.', format),
        change: { loaderFormat: format },
      },
      firmware: {
        text: () => t('If the image is {0} after all, say so in the descriptor.', loaderFormat),
        change: { format: loaderFormat },
      },
    };
  if (choice.nvramFormat === 'executable' && nvramFormat !== undefined && nvramFormat !== format)
    yield {
      code: 'format',
      message: () =>
        t(
          'The guest’s <nvram> has the format {0}, and libvirt {1} holds that against the image, which is {2}.',
          nvramFormat,
          choice.version,
          format,
        ),
      guest: {
        text: () => t('Give the guest’s <nvram> the format “{0}”, or none.', format),
        change: { nvramFormat: format },
      },
    };
}

function* refuseTemplateFormat(
  guest: Guest,
  { templateFormat = '' }: Firmware,
  choice: VersionedChoice,
): Generator<Refusal> {
  if (!FORMATS.includes(templateFormat)) {
    yield {
      code: 'template-format',
      message: () =>
        t('libvirt takes templates of the formats raw and qcow2 only, this is “{0}”.', templateFormat),
      firmware: {
        text: () => t('If the template is raw after all, say so in the descriptor.'),
        change: { templateFormat: 'raw' },
      },
    };
    return;
  }
  const attribute = guest.templateFormat === undefined ? 'format' : 'templateFormat';
  const wanted = guest.templateFormat ?? guest.nvramFormat;
  if (choice.nvramFormat !== 'template' || wanted === undefined || wanted === templateFormat) return;
  yield {
    code: 'template-format',
    message: () => t('The guest wants a template of the format {0}, this is {1}.', wanted, templateFormat),
    guest: {
      text: () => t('Give the guest’s <nvram> the {0} “{1}”, or none.', attribute, templateFormat),
      change: { [attribute === 'format' ? 'nvramFormat' : attribute]: templateFormat },
    },
  };
}
