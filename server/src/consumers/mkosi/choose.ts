import { t } from '../../text/translations';
import { readForGuest, type Chooser } from '../chooser';
import type { Consumer } from '../consumer';
import { getStartedMachine } from '../startedMachine';
import { findExceptions } from './read';
import { findRefusals } from './refuse';
import type { MkosiChoice } from './releases';

/** Returns how a release of mkosi chooses firmware for a guest. It reads only the members of a descriptor that the choice needs. */
export function chooseLikeMkosi(consumer: Consumer, choice: MkosiChoice): Chooser {
  return {
    consumer,
    readsAhead: false,
    followsLinks: false,
    getMachine: getStartedMachine,
    findStop: ({ firmware }) =>
      firmware === 'bios'
        ? { message: t('mkosi uses descriptors only for UEFI guests.'), problems: [] }
        : undefined,
    read: (document, { architecture, secureBoot = false, enrolledKeys = false }) =>
      readForGuest(consumer, document, (root, seen) =>
        findExceptions(root, seen, [{ architecture, secureBoot, enrolledKeys }]),
      ),
    findRefusals: (guest, firmware) => findRefusals(guest, firmware, choice),
    hasOwnFirmware: () => false,
    findProblems: () => [],
    fillIn: () => ({}),
  };
}
