import { t } from '../../text/translations';
import { stopFor, type Stop } from '../chooser';
import type { Guest } from '../guest';
import { refuseMachine } from './machineChecks';
import { listProblems } from './problems';
import { refuseAtParsing } from './parsing';
import { refuseOs } from './osChecks';
import { findRequestedInterface } from './refuse';
import type { VersionedChoice } from './releases';

/** Returns why libvirt reads no descriptor for a guest; undefined if it does. */
export function findStop(guest: Guest, choice: VersionedChoice): Stop | undefined {
  const parsing = stopFor([...refuseAtParsing(guest, choice)]);
  if (parsing) return parsing;
  const early = choice.checksFirst ? [...refuseMachine(guest, undefined, choice)] : [];
  const refusal = stopFor([...early, ...refuseOs(guest, choice)]);
  if (refusal) return refusal;
  const message = explainNotAsked(guest, choice);
  if (message === undefined) return undefined;
  const problems = listProblems(guest, 'own', choice);
  return { message: problems.find(({ severity }) => severity === 'error')?.message ?? message, problems };
}

/** Explains why it uses the guest's own firmware. [qemu_firmware.c, qemuFirmwareFillDomain] */
function explainNotAsked(guest: Guest, choice: VersionedChoice): string | undefined {
  const { version, ownRom, checksFirst } = choice;
  if (guest.firmware !== undefined) return undefined;
  const requested = findRequestedInterface(guest);
  if (requested === undefined)
    return t('The guest requests no firmware, so libvirt selects none and QEMU starts its own.');
  const isTaken = ownRom === 'taken' || (ownRom === 'taken-if-typed' && guest.isDefaultLoaderType !== true);
  if (requested === 'bios' && isTaken)
    return t('The guest names its own ROM, and libvirt {0} looks up no descriptor for a ROM.', version);
  return checksFirst && !isWithoutTemplate(guest)
    ? t(
        'The guest names its own firmware. libvirt {0} looks up the descriptor of such firmware only if <loader> is read-only flash and <nvram> has no template.',
        version,
      )
    : undefined;
}

/** For a guest that names its firmware, libvirt 9.0 only looks up the variable template. */
function isWithoutTemplate({ loaderReadonly, nvramTemplate, nvramType }: Guest): boolean {
  return loaderReadonly === true && nvramTemplate === undefined && nvramType !== 'network';
}
