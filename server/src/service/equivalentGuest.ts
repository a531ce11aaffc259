import type { Guest } from '../consumers/guest';
import { makeChoice } from '../rules/shared/guestChanges';
import type { Explanation } from '../selection/explain';

/**
 * Returns the change after which libvirt itself chooses the images that a guest names; undefined if the guest names none, or if no such
 * change is known. The guest also keeps its machine and its variables.
 *
 * @param explain returns what libvirt does with another guest
 */
export async function findEquivalent(
  guest: Guest,
  current: Explanation,
  explain: (guest: Guest) => Promise<Explanation>,
): Promise<Partial<Guest> | undefined> {
  const isSpelt = guest.firmware === undefined && guest.loader !== undefined && guest.loaderType === 'pflash';
  const isSound = current.outcome === 'starts' || current.outcome === 'own';
  if (!isSpelt || !isSound || guest.secureBoot !== undefined || guest.confidential !== undefined)
    return undefined;
  for (const wishes of listWishes(current)) {
    const change = { ...makeChoice(guest), ...wishes };
    if (isSame(guest, current, await explain({ ...guest, ...change }))) return change;
  }
  return undefined;
}

/** Lists features to ask for. Those of the descriptor that libvirt found by the path come first; libvirt 9.0 finds none. */
function listWishes({ os }: Explanation): readonly Partial<Guest>[] {
  const find = (name: string): boolean | undefined =>
    os.features?.find((each) => each.name === name)?.enabled;
  const [secureBoot, enrolledKeys] = [find('secure-boot'), find('enrolled-keys')];
  const wishes: readonly Partial<Guest>[] =
    secureBoot === undefined
      ? [
          { secureBoot: false },
          { secureBoot: true, enrolledKeys: true },
          { secureBoot: true, enrolledKeys: false },
        ]
      : [secureBoot ? { secureBoot, enrolledKeys } : { secureBoot }];
  // Where firmware without variables comes first, only the type of the loader excludes it.
  return [...wishes, ...wishes.map((wish) => ({ ...wish, loaderType: 'pflash' as const }))];
}

function isSame(guest: Guest, { os: one }: Explanation, { os: other, outcome }: Explanation): boolean {
  return (
    outcome === 'starts' &&
    one.loader?.path === other.loader?.path &&
    one.loader?.type === other.loader?.type &&
    (one.loader?.secure ?? false) === (other.loader?.secure ?? false) &&
    (one.smm ?? false) === (other.smm ?? false) &&
    one.nvram?.path === other.nvram?.path &&
    (one.nvram?.format ?? 'raw') === (other.nvram?.format ?? 'raw') &&
    // A store that exists needs no template.
    (guest.nvramTemplate === undefined
      ? one.nvram?.template === undefined || one.nvram.template === other.nvram?.template
      : guest.nvramTemplate === other.nvram?.template)
  );
}
