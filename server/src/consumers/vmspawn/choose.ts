import { t } from '../../text/translations';
import { readBy, stopFor, type Chooser, type Stop } from '../chooser';
import type { Consumer } from '../consumer';
import { CONFIDENTIAL_NAMES, type Guest } from '../guest';
import { getStartedMachine } from '../startedMachine';
import { findProblems } from './problems';
import { findRefusals } from './refuse';
import type { VmspawnChoice } from './releases';

/** Returns how a release of systemd-vmspawn chooses firmware for a guest. */
export function chooseLikeVmspawn(consumer: Consumer, choice: VmspawnChoice): Chooser {
  return {
    consumer,
    readsAhead: false,
    followsLinks: false,
    getMachine: getStartedMachine,
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
  { firmware, confidential, requiredFeatures, excludedFeatures }: Guest,
  { name, version }: Consumer,
  choice: VmspawnChoice,
): Stop | undefined {
  if (confidential !== undefined && !choice.confidential.includes(confidential)) {
    const names = [name, version, CONFIDENTIAL_NAMES[confidential]] as const;
    return refuse(confidential, t('{0} {1} does not support {2} guests.', ...names));
  }
  if (!choice.goesByOptions && (requiredFeatures ?? excludedFeatures))
    return refuse('firmware-features', t('{0} {1} has no option --firmware-features.', name, version));
  return choice.goesByOptions && firmware === 'bios'
    ? { message: t('{0} uses descriptors only for UEFI guests.', name), problems: [] }
    : undefined;
}

function refuse(code: string, message: string): Stop | undefined {
  return stopFor([{ code, severity: 'error', message }]);
}
