import { t } from '../text/translations';
import type { FirmwareTarget } from '../consumers/firmware';
import { isX86 } from '../descriptor/architectures';
import { globsOverlap, matchesGlob, subsumes } from '../descriptor/machineGlob';
import { findAliasedFamily, findMachine } from '../descriptor/machineTypes';
import type { LoadableFirmware } from './firmware';

/** The machine that runs the firmware. */
export interface GuestMachine {
  readonly architecture: string;
  /** A machine type or its alias, never a pattern. */
  readonly machine: string;
  /** Sentences for the user. */
  readonly notes: readonly string[];
}

/** The requested machine among those that a descriptor names; by default the first that can run the firmware. */
export interface MachineWish {
  readonly architecture?: string | undefined;
  readonly machine?: string | undefined;
}

/** The only machine whose SMM firmware can rely on. [OvmfPkg, README] */
const Q35 = 'pc-q35-*';

/** Chooses the machine of a guest, or returns a sentence on why none matches. */
export function makeGuest(firmware: LoadableFirmware, wish: MachineWish = {}): GuestMachine | string {
  const { architecture } = wish;
  const target = firmware.targets.find((each) => (architecture ?? each.architecture) === each.architecture);
  if (!target) {
    const names = [...new Set(firmware.targets.map((each) => each.architecture))].join(', ');
    return t('The firmware is not for {0}: the descriptor lists {1}.', architecture ?? '', names);
  }
  return wish.machine === undefined ? chooseMachine(target, firmware) : useNamedMachine(target, wish.machine);
}

/** Returns whether SMM must be on: the firmware requires it, and the architecture has it. */
export function needsSmm({ features }: LoadableFirmware, { architecture }: GuestMachine): boolean {
  return features.has('requires-smm') && isX86(architecture);
}

function chooseMachine(
  { architecture, machines }: FirmwareTarget,
  firmware: LoadableFirmware,
): GuestMachine | string {
  const needsQ35 = firmware.features.has('requires-smm') && isX86(architecture);
  const hasSmm = (pattern: string): boolean => pattern === 'q35' || globsOverlap(pattern, Q35);
  const runnable = machines.filter((pattern) => findMachine(architecture, pattern) !== undefined);
  const pattern = (needsQ35 ? runnable.find(hasSmm) : undefined) ?? runnable[0];
  const machine = pattern === undefined ? undefined : findMachine(architecture, pattern);
  if (pattern === undefined || machine === undefined)
    return t('No known machine type of {0} matches {1}.', architecture, quote(machines));
  if (!isMachineName(machine)) return describeBadName(machine);

  const notes: string[] = [];
  const family = findAliasedFamily(architecture, machine);
  if (family !== undefined && pattern !== machine && !subsumes(pattern, family))
    notes.push(
      t(
        '“{0}” means the newest machine type of its family. The pattern “{1}” might not match that type. Replace “{0}” with a full name.',
        machine,
        pattern,
      ),
    );
  if (needsQ35 && !hasSmm(pattern))
    notes.push(t('The firmware requires SMM, which the machine type “{0}” lacks. Use q35.', machine));
  return { architecture, machine, notes };
}

function useNamedMachine({ architecture, machines }: FirmwareTarget, machine: string): GuestMachine | string {
  if (!isMachineName(machine)) return describeBadName(machine);
  const family = findAliasedFamily(architecture, machine);
  const fits = (pattern: string): boolean =>
    matchesGlob(pattern, machine) || (family !== undefined && globsOverlap(pattern, family));
  if (machines.some(fits)) return { architecture, machine, notes: [] };
  return t('The firmware is not for the machine type “{0}”, but for {1}.', machine, quote(machines));
}

function isMachineName(name: string): boolean {
  return /^\w[\w.+-]{0,99}$/.test(name);
}

function describeBadName(name: string): string {
  return t('Invalid machine type name “{0}”.', name);
}

function quote(names: readonly string[]): string {
  return names.map((name) => t('“{0}”', name)).join(', ');
}
