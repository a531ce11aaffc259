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
    findStop: (guest) => findStop(guest, choice),
    read: (document) => readBy(consumer, document),
    findRefusals: (guest, firmware) => findRefusals(guest, firmware, choice),
    findCaveat: (guest, firmware) => findCaveat(guest, firmware, choice),
  };
}
