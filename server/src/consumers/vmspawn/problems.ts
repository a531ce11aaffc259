import { t } from '../../text/translations';
import type { Firmware } from '../firmware';
import type { Guest } from '../guest';
import type { GuestProblem } from '../outcome';
import type { VmspawnChoice } from './releases';

/** Finds problems with firmware that systemd-vmspawn selects without checking its mode and formats. Tested on 262. */
export function findProblems(
  { confidential }: Guest,
  { device, mode, format = '', template, templateFormat = '' }: Firmware,
  { goesByOptions }: VmspawnChoice,
): readonly GuestProblem[] {
  if (!goesByOptions || confidential !== undefined || device !== 'flash' || template === undefined) return [];
  const problems: GuestProblem[] = [];
  if (mode === 'combined')
    problems.push({
      code: 'mode-combined',
      severity: 'error',
      message: t(
        'systemd-vmspawn selects this firmware because it has an NVRAM template, then fails because the firmware’s mode is “{0}”. Remove the template, or change the mode to split.',
        mode,
      ),
    });
  if (format !== templateFormat)
    problems.push({
      code: 'formats-differ',
      severity: 'warning',
      message: t(
        'systemd-vmspawn opens the variables as “{0}”, the format of the executable, but they are “{1}”. Use the same format for both.',
        format,
        templateFormat,
      ),
    });
  return problems;
}
