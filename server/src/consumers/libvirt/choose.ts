import { readBy, type Chooser } from '../chooser';
import type { Consumer } from '../consumer';
import { fillIn } from './fillIn';
import { listProblems } from './problems';
import { findRefusals } from './refuse';
import type { LibvirtChoice, VersionedChoice } from './releases';
import { findStop } from './stop';

/** Returns how a release of libvirt chooses firmware for a guest. */
export function chooseLikeLibvirt(consumer: Consumer, ways: LibvirtChoice): Chooser {
  const choice: VersionedChoice = { ...ways, version: consumer.version };
  return {
    consumer,
    readsAhead: true,
    followsLinks: choice.followsLinks,
    findStop: (guest) => findStop(guest, choice),
    read: (document) => readBy(consumer, document),
    findRefusals: (guest, firmware, isSameFile) => findRefusals(guest, firmware, choice, isSameFile),
    hasOwnFirmware: (guest) => guest.firmware === undefined,
    findProblems: (guest, given) => listProblems(guest, given, choice),
    fillIn: (guest, firmware) => fillIn(guest, firmware, choice),
  };
}
