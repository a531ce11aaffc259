import { readBy, type Chooser } from '../chooser';
import type { Consumer } from '../consumer';
import { findRefusals } from './refuse';
import type { VmspawnChoice } from './releases';

/** How a systemd-vmspawn chooses firmware for a guest. It refuses no guest. */
export function chooseLikeVmspawn(consumer: Consumer, choice: VmspawnChoice): Chooser {
  return {
    consumer,
    readsAhead: false,
    followsLinks: false,
    findStop: () => undefined,
    read: (document) => readBy(consumer, document),
    findRefusals: (guest, firmware) => findRefusals(guest, firmware, choice),
    hasOwnFirmware: () => false,
    findProblems: () => [],
    fillIn: () => ({}),
  };
}
