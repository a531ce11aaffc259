import { readBy, type Chooser } from '../chooser';
import type { Consumer } from '../consumer';
import { findCaveat, findStop } from './definition';
import { findRefusals } from './refuse';
import type { LibvirtChoice, VersionedChoice } from './releases';

/** How a libvirt chooses firmware for a guest. */
export function chooseLikeLibvirt(consumer: Consumer, ways: LibvirtChoice): Chooser {
  const choice: VersionedChoice = { ...ways, version: consumer.version };
  return {
    consumer,
    readsAhead: true,
    followsLinks: false,
    findStop: (guest) => {
      const message = findStop(guest, choice);
      return message === undefined ? undefined : { message };
    },
    read: (document) => readBy(consumer, document),
    findRefusals: (guest, firmware) => findRefusals(guest, firmware, choice),
    hasOwnFirmware: (guest) => guest.firmware === undefined,
    findProblems: (guest, firmware) => {
      const message = findCaveat(guest, firmware, choice);
      return message === undefined ? [] : [{ code: 'refused', severity: 'error', message }];
    },
    fillIn: () => ({}),
  };
}
