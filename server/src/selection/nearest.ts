import type { Chooser, SameFile } from '../consumers/chooser';
import type { Firmware } from '../consumers/firmware';
import type { Guest } from '../consumers/guest';
import type { Refusal } from '../consumers/refusal';
import { isError } from './outcome';

/** The descriptor that is the closest match for the guest, and the differences. */
export interface Nearest {
  readonly path: string;
  /** One entry if a single change on either side is enough; several if all of them are required. */
  readonly refusals: readonly Refusal[];
}

/** A descriptor that the consumer can use. */
export interface Usable {
  readonly path: string;
  readonly firmware: Firmware;
}

/**
 * Returns the descriptor for which the guest gives up the least. Undefined if no change makes any descriptor match.
 *
 * @param isSameFile whether the consumer treats two image paths as equal
 * @param isMissing whether a file is missing, which makes its descriptor useless
 */
export function findNearest(
  guest: Guest,
  usable: readonly Usable[],
  chooser: Chooser,
  isSameFile?: SameFile,
  isMissing: (path: string) => boolean = () => false,
): Nearest | undefined {
  let best: { readonly nearest: Nearest; readonly cost: number; readonly extras: number } | undefined;
  for (const { path, firmware } of usable) {
    if (listImages(firmware).some(isMissing)) continue;
    const refusals = takeCheaper(
      chooser.findRefusals(guest, firmware, isSameFile),
      best === undefined ? Infinity : best.cost,
    );
    if (!refusals) continue;
    const [cost, extras] = [sumCosts(refusals), countExtras(guest, firmware)];
    const isBetter = best === undefined || cost < best.cost || extras < best.extras;
    if (isBetter && helps(guest, firmware, refusals, chooser, isSameFile))
      best = { nearest: { path, refusals }, cost, extras };
  }
  return best?.nearest;
}

function listImages({ file, template, storeTemplate }: Firmware): readonly string[] {
  return [file, template, storeTemplate].filter((path) => path !== undefined);
}

/** Returns the refusals if they cost no more than the limit and none of them is fundamental. */
function takeCheaper(refusals: Iterable<Refusal>, limit: number): readonly Refusal[] | undefined {
  const found: Refusal[] = [];
  let cost = 0;
  for (const refusal of refusals) {
    found.push(refusal);
    cost += getCost(refusal);
    if (refusal.isFundamental === true || cost > limit) return undefined;
  }
  return found;
}

function sumCosts(refusals: readonly Refusal[]): number {
  return refusals.reduce((sum, refusal) => sum + getCost(refusal), 0);
}

/** A guest's purpose costs most to give up; how it names and loads its image costs least. */
const COSTS: Readonly<Record<string, number>> = {
  'secure-boot': 4,
  'enrolled-keys': 4,
  'acpi-s3': 4,
  'acpi-s4': 4,
  machine: 4,
  smm: 3,
  stateless: 3,
  variables: 3,
};

/** A refusal without a remedy costs more than all others together. */
function getCost({ code, guest, firmware }: Refusal): number {
  return (COSTS[code] ?? 2) + (guest || firmware ? 0 : 100);
}

/** Counts features that the guest does not request: keys and Secure Boot keep guests without support for them from starting. */
function countExtras(guest: Guest, { features }: Firmware): number {
  const extras: readonly (readonly [feature: string, isWanted: boolean])[] = [
    ['enrolled-keys', guest.enrolledKeys === true],
    ['secure-boot', guest.secureBoot === true || guest.enrolledKeys === true || guest.loaderSecure === true],
    ['requires-smm', guest.secureBoot === true || guest.loaderSecure === true],
  ];
  return extras.filter(([feature, isWanted]) => !isWanted && features.includes(feature)).length;
}

/** Returns whether the guest gets the firmware after all proposed changes and is not rejected; otherwise the advice would be useless. */
function helps(
  guest: Guest,
  firmware: Firmware,
  refusals: readonly Refusal[],
  chooser: Chooser,
  isSameFile: SameFile | undefined,
): boolean {
  const changed = refusals.reduce<Guest>((now, refusal) => ({ ...now, ...refusal.guest?.change }), guest);
  const ofGuest = new Set(chooser.findProblems(changed, 'own').map(({ code }) => code));
  const problems = chooser.findProblems(changed, { firmware });
  if (problems.some((problem) => isError(problem) && !ofGuest.has(problem.code))) return false;
  const isForGuest = refusals.every((refusal) => refusal.guest);
  return !isForGuest || [...chooser.findRefusals(changed, firmware, isSameFile)].length === 0;
}
