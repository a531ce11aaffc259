import { t } from '../../text/translations';
import { readBy, stopFor, type Chooser, type Stop } from '../chooser';
import type { Consumer } from '../consumer';
import { CONFIDENTIAL_NAMES, type Guest } from '../guest';
import { findProblems } from './problems';
import { findRefusals } from './refuse';
import type { VmspawnChoice } from './releases';

/** How a systemd-vmspawn chooses firmware for a guest. */
export function chooseLikeVmspawn(consumer: Consumer, choice: VmspawnChoice): Chooser {
  return {
    consumer,
    readsAhead: false,
    followsLinks: false,
    findStop: (guest) => findStop(guest, consumer, choice),
    read: (document) => readBy(consumer, document),
    findRefusals: (guest, firmware) => findRefusals(guest, firmware, choice),
    hasOwnFirmware: () => false,
    findProblems: (guest, given) =>
      typeof given === 'object' ? findProblems(guest, given.firmware, choice) : [],
    fillIn: () => ({}),
  };
}

function findStop(
  { firmware, confidential }: Guest,
  { name, version }: Consumer,
  choice: VmspawnChoice,
): Stop | undefined {
  if (confidential !== undefined && !choice.confidential.includes(confidential)) {
    const message = t(
      '{0} {1} does not support {2} guests.',
      name,
      version,
      CONFIDENTIAL_NAMES[confidential],
    );
    return stopFor([{ code: confidential, severity: 'error', message }]);
  }
  return choice.goesByOptions && firmware === 'bios'
    ? { message: t('systemd-vmspawn looks for descriptors for UEFI guests only.'), problems: [] }
    : undefined;
}
