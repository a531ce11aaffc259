import { t } from '../../text/translations';
import { readBy, type Chooser } from '../chooser';
import type { Consumer } from '../consumer';
import { findRefusals } from './refuse';

/** Returns how a release of bcvk chooses firmware for a guest. It reads each descriptor when it reaches it. */
export function chooseLikeBcvk(consumer: Consumer): Chooser {
  return {
    consumer,
    readsAhead: false,
    followsLinks: false,
    findStop: ({ firmware }) =>
      firmware === 'bios'
        ? { message: t('{0} uses descriptors only for UEFI guests.', consumer.name), problems: [] }
        : undefined,
    read: (document) => readBy(consumer, document),
    findRefusals,
    hasOwnFirmware: () => false,
    findProblems: () => [],
    fillIn: () => ({}),
  };
}
