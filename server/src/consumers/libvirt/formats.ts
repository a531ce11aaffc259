import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { Refusal } from '../refusal';
import { describesLoader, mentionsLoader } from './mentions';
import type { VersionedChoice } from './releases';

const FORMATS = ['raw', 'qcow2'];

/** Lists why libvirt rejects the formats of flash images. */
export function* refuseFormats(
  guest: Guest,
  firmware: Firmware,
  choice: VersionedChoice,
): Generator<Refusal> {
  yield* refuseImageFormat(guest, firmware, choice);
  if (firmware.mode === 'split') yield* refuseTemplateFormat(guest, firmware, choice);
}

function* refuseImageFormat(
  guest: Guest,
  { format = '' }: Firmware,
  choice: VersionedChoice,
): Generator<Refusal> {
  const { loaderFormat, nvramFormat } = guest;
  if (!FORMATS.includes(format)) {
    yield {
      code: 'format',
      message: () => t('Unsupported image format “{0}”: libvirt accepts only raw and qcow2.', format),
      firmware: {
        text: () => t('If the image is in fact raw, change its format in the descriptor.'),
        change: { format: 'raw' },
      },
    };
    return;
  }
  if (loaderFormat !== undefined && loaderFormat !== format)
    yield {
      code: 'format',
      message: () => t('The guest requires a {0} image, but this one is {1}.', loaderFormat, format),
      guest: {
        text: () => t('Change the format of the guest’s <loader> to “{0}”, or remove the format.', format),
        change: { loaderFormat: format },
      },
      firmware: {
        text: () => t('If the image is in fact {0}, change its format in the descriptor.', loaderFormat),
        change: { format: loaderFormat },
      },
    };
  // Tested: with an empty <loader>, the format of <nvram> no longer counts.
  const isCompared = choice.nvramFormat === 'executable' && !mentionsLoader(guest);
  if (isCompared && nvramFormat !== undefined && nvramFormat !== format)
    yield {
      code: 'format',
      message: () =>
        t(
          'The format of the guest’s <nvram> is {0}, but libvirt {1} requires the format of the image ({2}).',
          nvramFormat,
          choice.version,
          format,
        ),
      guest: {
        text: () => t('Change the format of the guest’s <nvram> to “{0}”, or remove the attribute.', format),
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
        t('Unsupported template format “{0}”: libvirt accepts only raw and qcow2.', templateFormat),
      firmware: {
        text: () => t('If the template is in fact raw, change its format in the descriptor.'),
        change: { templateFormat: 'raw' },
      },
    };
    return;
  }
  const attribute = guest.templateFormat === undefined ? 'format' : 'templateFormat';
  // Tested: the format of <nvram> counts as the template's only if the guest says nothing else about the firmware's files.
  const isOpen = !describesLoader(guest) && guest.nvramTemplate === undefined;
  const requiredFormat = guest.templateFormat ?? (isOpen ? guest.nvramFormat : undefined);
  if (choice.nvramFormat !== 'template' || requiredFormat === undefined || requiredFormat === templateFormat)
    return;
  yield {
    code: 'template-format',
    message: () =>
      t('The guest requires a {0} template, but this one is {1}.', requiredFormat, templateFormat),
    guest: {
      text: () =>
        t('Change the {0} of the guest’s <nvram> to “{1}”, or remove the {0}.', attribute, templateFormat),
      change: { [attribute === 'format' ? 'nvramFormat' : attribute]: templateFormat },
    },
  };
}
