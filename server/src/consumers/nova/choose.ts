import { t } from '../../text/translations';
import { readForGuest, type Chooser } from '../chooser';
import type { Consumer } from '../consumer';
import type { GuestProblem } from '../outcome';
import { matchesLikePython } from './fnmatch';
import { findException } from './read';
import { findRefusals, toNovaGuest } from './refuse';

/** Returns how a release of Nova chooses firmware for a guest. It parses all files first, and checks the members of each file that it reaches. */
export function chooseLikeNova(consumer: Consumer): Chooser {
  return {
    consumer,
    readsAhead: true,
    followsLinks: false,
    findStop: ({ firmware }) =>
      firmware === 'bios'
        ? { message: t('{0} uses descriptors only for UEFI guests.', consumer.name), problems: [] }
        : undefined,
    read(document, guest) {
      const { architecture, machine, secureBoot = false } = toNovaGuest(guest);
      const matches = (pattern: string): boolean => matchesLikePython(machine, pattern);
      const found = readForGuest(consumer, document, (root, seen) =>
        findException(root, seen, { architecture, matches, secureBoot }),
      );
      return found.root ? { ...found, isMetLater: true } : found;
    },
    findRefusals,
    hasOwnFirmware: () => false,
    findProblems: (_guest, given) =>
      typeof given === 'object' && !given.firmware.interfaceTypes.includes('uefi') ? [warnOfInterface()] : [],
    fillIn: () => ({}),
  };
}

function warnOfInterface(): GuestProblem {
  const message = t('This firmware is not UEFI; Nova selects it without checking the interface.');
  return { code: 'interface', severity: 'warning', message };
}
