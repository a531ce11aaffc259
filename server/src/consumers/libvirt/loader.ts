import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { Refusal, Remedy } from '../refusal';
import type { VersionedChoice } from './releases';

const FORMATS = ['raw', 'qcow2'];

/** What libvirt has against the way in which the firmware is loaded. [qemuFirmwareMatchDomain, the part on the device] */
export function* refuseLoader(guest: Guest, firmware: Firmware, choice: VersionedChoice): Generator<Refusal> {
  if (firmware.device === 'flash') {
    yield* refuseType(guest, 'pflash');
    yield* refuseMode(guest, firmware, choice);
    if (choice.looksAtFormats) yield* refuseFormats(guest, firmware, choice);
  } else if (firmware.device === 'memory') {
    yield* refuseType(guest, 'rom');
    if (guest.loaderReadonly === false)
      yield {
        code: 'readonly',
        message: () => t('The guest wants firmware that it can write to, this one is loaded into memory.'),
        guest: proposeNoAttribute('readonly="no"', { loaderReadonly: undefined }),
      };
  }
}

function* refuseType({ loaderType }: Guest, wanted: 'rom' | 'pflash'): Generator<Refusal> {
  if (loaderType === undefined || loaderType === wanted) return;
  yield {
    code: 'loader-type',
    message: () =>
      wanted === 'pflash'
        ? t('The guest wants a loader of the type “{0}”, this firmware is for flash.', loaderType)
        : t('The guest wants a loader of the type “{0}”, this firmware is loaded into memory.', loaderType),
    guest: {
      text: () => t('Give the guest’s <loader> the type “{0}”, or none.', wanted),
      change: { loaderType: wanted },
    },
  };
}

function refuseMode(guest: Guest, firmware: Firmware, choice: VersionedChoice): Iterable<Refusal> {
  return choice.isOpenAboutModes
    ? refuseModeOpenly(guest, firmware)
    : refuseModeStrictly(guest, firmware, choice);
}

/** Before libvirt 12: stateless flash on request only, combined flash never. */
function* refuseModeStrictly(
  guest: Guest,
  { mode, hasTemplate }: Firmware,
  choice: VersionedChoice,
): Generator<Refusal> {
  if (guest.stateless === true && mode !== 'stateless') yield refuseState(mode);
  if (guest.stateless !== true && mode !== 'split')
    yield {
      code: 'mode',
      message: () =>
        t(
          'Without being asked libvirt {0} takes flash of the mode “split” only, this is “{1}”.',
          choice.version,
          mode,
        ),
      guest:
        mode === 'stateless'
          ? { text: () => t('Give the guest’s <loader> stateless="yes".'), change: { stateless: true } }
          : undefined,
      firmware: hasTemplate ? proposeSplit() : undefined,
    };
  if (guest.loaderReadonly === false && mode !== 'combined') yield refuseReadonlyFlash(mode);
}

/** libvirt 12, as far as its messages tell. */
function* refuseModeOpenly(guest: Guest, { mode }: Firmware): Generator<Refusal> {
  if (guest.stateless === true && mode !== 'stateless') yield refuseState(mode);
  if (guest.stateless === false && mode === 'stateless')
    yield {
      code: 'stateless',
      message: () => t('The guest wants to keep its variables, this firmware is stateless.'),
      guest: proposeNoAttribute('stateless="no"', { stateless: undefined }),
    };
  if (guest.loaderReadonly === false && mode !== 'combined') yield refuseReadonlyFlash(mode);
  if (guest.loaderReadonly === true && mode === 'combined')
    yield {
      code: 'readonly',
      message: () =>
        t('The guest wants firmware that it cannot write to, this has its variables in the same image.'),
      guest: proposeNoAttribute('readonly="yes"', { loaderReadonly: undefined }),
    };
  if (mode !== 'split' && (guest.nvram !== undefined || guest.nvramTemplate !== undefined))
    yield {
      code: 'mode',
      message: () => t('The guest has a file for its variables, this firmware is of the mode “{0}”.', mode),
      guest: {
        text: () => t('Take <nvram> out of the guest.'),
        change: { nvram: undefined, nvramTemplate: undefined },
      },
    };
}

function refuseState(mode: string): Refusal {
  return {
    code: 'stateless',
    message: () => t('The guest wants stateless firmware, this is of the mode “{0}”.', mode),
    guest: proposeNoAttribute('stateless="yes"', { stateless: undefined }),
    firmware: {
      text: () => t('If the image keeps no variables, give its descriptor the mode “{0}”.', 'stateless'),
      change: { mode: 'stateless' },
    },
  };
}

function refuseReadonlyFlash(mode: string): Refusal {
  return {
    code: 'readonly',
    message: () => t('The guest wants firmware that it can write to, this is of the mode “{0}”.', mode),
    guest: proposeNoAttribute('readonly="no"', { loaderReadonly: undefined }),
  };
}

function proposeSplit(): Remedy<Firmware> {
  return {
    text: () => t('If the template belongs to the image, give the descriptor the mode “{0}”.', 'split'),
    change: { mode: 'split' },
  };
}

function* refuseFormats(guest: Guest, firmware: Firmware, choice: VersionedChoice): Generator<Refusal> {
  const { format = '', templateFormat = '', mode } = firmware;
  const { loaderFormat, templateFormat: wantedTemplateFormat } = guest;
  if (!FORMATS.includes(format)) {
    yield {
      code: 'format',
      message: () => t('libvirt takes images of the formats raw and qcow2 only, this is “{0}”.', format),
      firmware: {
        text: () => t('If the image is raw after all, say so in the descriptor.'),
        change: { format: 'raw' },
      },
    };
  } else if (loaderFormat !== undefined && loaderFormat !== format) {
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
  }
  if (mode !== 'split') return;
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
  } else if (
    choice.isOpenAboutModes &&
    wantedTemplateFormat !== undefined &&
    wantedTemplateFormat !== templateFormat
  ) {
    yield {
      code: 'template-format',
      message: () =>
        t('The guest wants a template of the format {0}, this is {1}.', wantedTemplateFormat, templateFormat),
      guest: {
        text: () => t('Give the guest’s <nvram> the templateFormat “{0}”, or none.', templateFormat),
        change: { templateFormat },
      },
    };
  }
}

function proposeNoAttribute(attribute: string, change: Partial<Guest>): NonNullable<Refusal['guest']> {
  return { text: () => t('Take {0} out of the guest’s <loader>.', attribute), change };
}
