/** Refusals that all releases share: firmware keeps its variables in another way than the guest requires. */
import { t } from '../../text/translations';
import type { Guest } from '../guest';
import type { Refusal } from '../refusal';

/** Refuses firmware for a guest that requires stateless firmware. @param mode of flash */
export function refuseState(mode: string): Refusal {
  return {
    code: 'stateless',
    message: () => t('The guest requires stateless firmware, but this firmware’s mode is “{0}”.', mode),
    guest: proposeNoAttribute('stateless="yes"', { stateless: undefined }),
    firmware: {
      text: () => t('If the image keeps no variables, change the descriptor’s mode to “{0}”.', 'stateless'),
      change: { mode: 'stateless' },
    },
  };
}

/** Refuses flash for a guest that requires writable firmware. @param mode of flash */
export function refuseReadonlyFlash(mode: string): Refusal {
  return {
    code: 'readonly',
    message: () => t('The guest requires writable firmware, but this firmware’s mode is “{0}”.', mode),
    guest: proposeNoAttribute('readonly="no"', { loaderReadonly: undefined }),
  };
}

/** Refuses firmware in memory for a guest that requires writable firmware. */
export function refuseReadonlyMemory(): Refusal {
  return {
    code: 'readonly',
    message: () => t('The guest requires writable firmware, but this firmware is loaded into memory.'),
    guest: proposeNoAttribute('readonly="no"', { loaderReadonly: undefined }),
  };
}

/** Proposes to remove an attribute of the guest's loader. */
export function proposeNoAttribute(attribute: string, change: Partial<Guest>): NonNullable<Refusal['guest']> {
  return { text: () => t('Remove {0} from the guest’s <loader>.', attribute), change };
}
