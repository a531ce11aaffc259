import { t } from '../../text/translations';
import { readBy, type Chooser } from '../chooser';
import type { Consumer } from '../consumer';
import { findRefusals } from './refuse';

/** How a bcvk chooses firmware for a guest. It reads a descriptor when it comes to it. */
export function chooseLikeBcvk(consumer: Consumer): Chooser {
  return {
    consumer,
    readsAhead: false,
    findStop: ({ firmware }) =>
      firmware === 'bios' ? t('{0} looks for descriptors for UEFI guests only.', consumer.name) : undefined,
    read: (document) => readBy(consumer, document),
    findRefusals,
    findCaveat: () => undefined,
  };
}
