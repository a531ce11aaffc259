import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { Refusal, Remedy } from '../refusal';
import { refuseFormats } from './formats';
import type { VersionedChoice } from './releases';
import { refuseReadonlyFlash, refuseReadonlyMemory, refuseState } from './states';
import { refuseOtherStore, refuseVariables } from './variables';

/** Lists why libvirt rejects the way in which the firmware is loaded. [qemuFirmwareMatchDomain, the part on the device] */
export function* refuseLoader(guest: Guest, firmware: Firmware, choice: VersionedChoice): Generator<Refusal> {
  const isNew = choice.variables === 'since-12';
  if (isNew) yield* refuseOtherStore(guest, firmware);
  if (firmware.device === 'flash') {
    yield* refuseType(guest, 'pflash');
    yield* isNew ? refuseVariables(guest, firmware) : refuseMode(guest, firmware, choice);
    if (choice.looksAtFormats) yield* refuseFormats(guest, firmware, choice);
  } else if (firmware.device === 'memory') {
    yield* refuseType(guest, 'rom');
    if (isNew) yield* refuseVariables(guest, firmware);
    else if (guest.loaderReadonly === false) yield refuseReadonlyMemory();
  }
}

function* refuseType({ loaderType }: Guest, requiredType: 'rom' | 'pflash'): Generator<Refusal> {
  if (loaderType === undefined || loaderType === requiredType) return;
  yield {
    code: 'loader-type',
    message: () =>
      requiredType === 'pflash'
        ? t('The guest requires a loader of type “{0}”, but this firmware is for flash.', loaderType)
        : t(
            'The guest requires a loader of type “{0}”, but this firmware is loaded into memory.',
            loaderType,
          ),
    guest: {
      text: () => t('Change the type of the guest’s <loader> to “{0}”, or remove the type.', requiredType),
      change: { loaderType: requiredType },
    },
  };
}

/** Before libvirt 12: selects stateless flash only on request, and combined flash never. */
function* refuseMode(
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
          'libvirt {0} selects only split flash by default, but this firmware’s mode is “{1}”.',
          choice.version,
          mode,
        ),
      guest:
        mode === 'stateless'
          ? { text: () => t('Add stateless="yes" to the guest’s <loader>.'), change: { stateless: true } }
          : undefined,
      firmware: hasTemplate ? proposeSplit() : undefined,
    };
  if (guest.loaderReadonly === false && mode !== 'combined') yield refuseReadonlyFlash(mode);
}

function proposeSplit(): Remedy<Firmware> {
  return {
    text: () =>
      t(
        'If the image has only code, and its variables are in the template, change the descriptor’s mode to “{0}”.',
        'split',
      ),
    change: { mode: 'split' },
  };
}
