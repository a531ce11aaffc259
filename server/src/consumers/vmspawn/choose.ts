import { t } from '../../text/translations';
import { readBy, type Chooser } from '../chooser';
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
    findStop: (guest) => findStop(guest, consumer, choice),
    read: (document) => readBy(consumer, document),
    findRefusals: (guest, firmware) => findRefusals(guest, firmware, choice),
    findCaveat: (guest, firmware) => firmware && findProblems(guest, firmware, choice)[0]?.message,
  };
}

function findStop(
  { firmware, confidential, requiredFeatures, excludedFeatures }: Guest,
  { name, version }: Consumer,
  choice: VmspawnChoice,
): string | undefined {
  if (confidential !== undefined && !choice.confidential.includes(confidential))
    return t('{0} {1} does not support {2} guests.', name, version, CONFIDENTIAL_NAMES[confidential]);
  if (!choice.goesByOptions && (requiredFeatures ?? excludedFeatures))
    return t('{0} {1} has no option --firmware-features.', name, version);
  return choice.goesByOptions && firmware === 'bios'
    ? t('{0} looks for descriptors for UEFI guests only.', name)
    : undefined;
}
