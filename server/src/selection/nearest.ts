import type { Chooser, SameFile } from '../consumers/chooser';
import type { Firmware } from '../consumers/firmware';
import type { Guest } from '../consumers/guest';
import type { Refusal } from '../consumers/refusal';
import { isError } from './outcome';

/** The descriptor that comes closest to what the guest wants, and what stands between the two. */
export interface Nearest {
  readonly path: string;
  /** One where a single change on either side is enough; more where all of them are wanted. */
  readonly refusals: readonly Refusal[];
}

/** A descriptor that the consumer can use. */
export interface Usable {
  readonly path: string;
  readonly firmware: Firmware;
}

/**
 * The descriptor that costs the guest the least of what it is after. Undefined where none is of the guest's kind, whatever is changed.
 *
 * @param isSameFile whether two paths of images are one to the consumer
 * @param isMissing whether a file is not there: its descriptor helps nobody
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

/** The refusals if they cost no more than that, and none of them is for good. */
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

/** What a guest is after costs most to give up, how it names and loads its image least. */
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

/** What nothing can be done about costs more than all else together. */
function getCost({ code, guest, firmware }: Refusal): number {
  return (COSTS[code] ?? 2) + (guest || firmware ? 0 : 100);
}

/** How much the firmware brings that the guest does not ask for: keys and Secure Boot keep guests from starting that know nothing of them. */
function countExtras(guest: Guest, { features }: Firmware): number {
  const extras: readonly (readonly [feature: string, isWanted: boolean])[] = [
    ['enrolled-keys', guest.enrolledKeys === true],
    ['secure-boot', guest.secureBoot === true || guest.enrolledKeys === true || guest.loaderSecure === true],
    ['requires-smm', guest.secureBoot === true || guest.loaderSecure === true],
  ];
  return extras.filter(([feature, isWanted]) => !isWanted && features.includes(feature)).length;
}

/** Whether the guest gets the firmware after all that is proposed, and is not refused for it; else it is no advice. */
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
