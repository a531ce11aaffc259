import { t } from '@vscode/l10n';
import type { Firmware, Guest, Refusal } from './guest';
import type { Release } from './libvirt';

const FORMATS = ['raw', 'qcow2'];

/** What libvirt has against the way in which the firmware is loaded. [qemuFirmwareMatchDomain, the part on the device] */
export function* loaderRefusals(guest: Guest, firmware: Firmware, release: Release): Generator<Refusal> {
  if (firmware.device === 'flash') {
    yield* typeRefusal(guest, 'pflash');
    yield* modeRefusals(guest, firmware, release);
    if (release.looksAtFormats) yield* formatRefusals(guest, firmware, release);
  } else if (firmware.device === 'memory') {
    yield* typeRefusal(guest, 'rom');
    if (guest.loaderReadonly === false)
      yield {
        code: 'readonly',
        message: () => t('The guest wants firmware that it can write to, this one is loaded into memory.'),
        guest: withoutAttribute('readonly="no"', { loaderReadonly: undefined }),
      };
  }
}

function* typeRefusal({ loaderType }: Guest, wanted: 'rom' | 'pflash'): Generator<Refusal> {
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

function modeRefusals(guest: Guest, firmware: Firmware, release: Release): Iterable<Refusal> {
  return release.isOpenAboutModes ? openModes(guest, firmware) : strictModes(guest, firmware, release);
}

/** Before libvirt 12: stateless flash on request only, combined flash never. */
function* strictModes(guest: Guest, { mode, hasTemplate }: Firmware, release: Release): Generator<Refusal> {
  if (guest.stateless === true && mode !== 'stateless') yield notStateless(mode);
  if (guest.stateless !== true && mode !== 'split')
    yield {
      code: 'mode',
      message: () =>
        t(
          'Without being asked libvirt {0} takes flash of the mode “split” only, this is “{1}”.',
          release.version,
          mode,
        ),
      ...(mode === 'stateless' && {
        guest: { text: () => t('Give the guest’s <loader> stateless="yes".'), change: { stateless: true } },
      }),
      ...(hasTemplate && toSplit()),
    };
  if (guest.loaderReadonly === false && mode !== 'combined') yield readonlyFlash(mode);
}

/** libvirt 12, as far as its messages tell. */
function* openModes(guest: Guest, { mode }: Firmware): Generator<Refusal> {
  if (guest.stateless === true && mode !== 'stateless') yield notStateless(mode);
  if (guest.stateless === false && mode === 'stateless')
    yield {
      code: 'stateless',
      message: () => t('The guest wants to keep its variables, this firmware is stateless.'),
      guest: withoutAttribute('stateless="no"', { stateless: undefined }),
    };
  if (guest.loaderReadonly === false && mode !== 'combined') yield readonlyFlash(mode);
  if (guest.loaderReadonly === true && mode === 'combined')
    yield {
      code: 'readonly',
      message: () =>
        t('The guest wants firmware that it cannot write to, this has its variables in the same image.'),
      guest: withoutAttribute('readonly="yes"', { loaderReadonly: undefined }),
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

function notStateless(mode: string): Refusal {
  return {
    code: 'stateless',
    message: () => t('The guest wants stateless firmware, this is of the mode “{0}”.', mode),
    guest: withoutAttribute('stateless="yes"', { stateless: undefined }),
    firmware: {
      text: () => t('If the image keeps no variables, give its descriptor the mode “{0}”.', 'stateless'),
      change: { mode: 'stateless' },
    },
  };
}

function readonlyFlash(mode: string): Refusal {
  return {
    code: 'readonly',
    message: () => t('The guest wants firmware that it can write to, this is of the mode “{0}”.', mode),
    guest: withoutAttribute('readonly="no"', { loaderReadonly: undefined }),
  };
}

function toSplit(): Pick<Refusal, 'firmware'> {
  return {
    firmware: {
      text: () => t('If the template belongs to the image, give the descriptor the mode “{0}”.', 'split'),
      change: { mode: 'split' },
    },
  };
}

function* formatRefusals(guest: Guest, firmware: Firmware, release: Release): Generator<Refusal> {
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
    release.isOpenAboutModes &&
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

function withoutAttribute(attribute: string, change: Partial<Guest>): NonNullable<Refusal['guest']> {
  return { text: () => t('Take {0} out of the guest’s <loader>.', attribute), change };
}
