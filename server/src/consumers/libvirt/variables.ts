/** Where firmware keeps its variables, which libvirt considers since 12: in flash, in a store for firmware in memory, or nowhere. */
import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { Refusal, Remedy } from '../refusal';
import { mentionsNvram, mentionsVarstore } from './mentions';
import { proposeNoAttribute, refuseReadonlyFlash, refuseReadonlyMemory, refuseState } from './states';

/** Refuses firmware if the guest has a store for the other kind. libvirt skips such firmware without a message, before all other checks. */
export function* refuseOtherStore(guest: Guest, { device }: Firmware): Generator<Refusal> {
  const isFlash = device === 'flash';
  if (!(isFlash ? mentionsVarstore(guest) : mentionsNvram(guest))) return;
  yield {
    code: 'variables',
    message: () =>
      isFlash
        ? t('The guest has a <varstore>, which is for firmware in memory, but this firmware is in flash.')
        : t(
            'The guest has an <nvram>, which is for firmware in flash, but this firmware is loaded into memory.',
          ),
    guest: isFlash ? proposeNoVarstore() : proposeNoNvram(),
  };
}

/** Lists why libvirt rejects the state of the firmware, the first reason first. Firmware in memory without a store is stateless. */
export function* refuseVariables(guest: Guest, firmware: Firmware): Generator<Refusal> {
  const isFlash = firmware.device === 'flash';
  const isStateless = isFlash ? firmware.mode === 'stateless' : firmware.storeTemplate === undefined;
  if (guest.stateless === true && !isStateless) yield isFlash ? refuseState(firmware.mode) : refuseStore();
  if (isStateless) yield* refuseStateless(guest);
  yield* refuseReadonly(guest, firmware);
  if (isFlash && firmware.mode === 'combined') yield* refuseCombined(guest);
}

function* refuseReadonly({ loaderReadonly }: Guest, { device, mode }: Firmware): Generator<Refusal> {
  const isWritable = device === 'flash' && mode === 'combined';
  if (loaderReadonly === false && !isWritable)
    yield device === 'flash' ? refuseReadonlyFlash(mode) : refuseReadonlyMemory();
  if (loaderReadonly === true && isWritable)
    yield {
      code: 'readonly',
      message: () =>
        t('The guest requires read-only firmware, but this firmware keeps its variables in the same image.'),
      guest: proposeNoAttribute('readonly="yes"', { loaderReadonly: undefined }),
    };
}

function refuseStore(): Refusal {
  return {
    code: 'stateless',
    message: () =>
      t('The guest requires stateless firmware, but this firmware has a variable store (“uefi-vars”).'),
    guest: proposeNoAttribute('stateless="yes"', { stateless: undefined }),
  };
}

function* refuseStateless(guest: Guest): Generator<Refusal> {
  const message = (): string => t('The guest must keep its variables, but this firmware is stateless.');
  const add = (remedy: Remedy<Guest>): Refusal => ({ code: 'stateless', message, guest: remedy });
  if (guest.stateless === false) yield add(proposeNoAttribute('stateless="no"', { stateless: undefined }));
  if (mentionsNvram(guest)) yield add(proposeNoNvram());
  if (mentionsVarstore(guest)) yield add(proposeNoVarstore());
}

/** An empty `<nvram>` does not count: libvirt selects the firmware, and then rejects the guest. */
function* refuseCombined(guest: Guest): Generator<Refusal> {
  const { nvram, nvramFormat, nvramTemplate, templateFormat } = guest;
  if ([nvram, nvramFormat, nvramTemplate, templateFormat].every((value) => value === undefined)) return;
  yield {
    code: 'mode',
    message: () =>
      t('The guest has a file for its variables, but this firmware’s mode is “{0}”.', 'combined'),
    guest: proposeNoNvram(),
  };
}

/** The change that removes `<nvram>`. */
export const NO_NVRAM: Partial<Guest> = {
  hasNvram: undefined,
  nvram: undefined,
  nvramType: undefined,
  nvramFormat: undefined,
  nvramTemplate: undefined,
  templateFormat: undefined,
};

/** The change that removes `<varstore>`. */
export const NO_VARSTORE: Partial<Guest> = {
  hasVarstore: undefined,
  varstore: undefined,
  varstoreTemplate: undefined,
};

function proposeNoNvram(): Remedy<Guest> {
  return {
    text: () => t('Remove <nvram> from the guest.'),
    change: NO_NVRAM,
  };
}

function proposeNoVarstore(): Remedy<Guest> {
  return {
    text: () => t('Remove <varstore> from the guest.'),
    change: NO_VARSTORE,
  };
}
