/** What is known of a program's releases as a whole. */
import type { Release } from './consumer';

/** The newest known release of which something holds, for phrases such as “up to 12.9”. Throws where it holds of none. */
export function findLastRelease<R extends Release>(
  releases: readonly R[],
  holds: (release: R) => boolean,
): string {
  const release = requireRelease(releases.findLast(holds));
  return release.alsoCovers?.at(-1) ?? release.version;
}

/** The oldest known release of which something holds, for phrases such as “since 12.8”. Throws where it holds of none. */
export function findFirstRelease<R extends Release>(
  releases: readonly R[],
  holds: (release: R) => boolean,
): string {
  return requireRelease(releases.find(holds)).version;
}

function requireRelease<R extends Release>(release: R | undefined): R {
  if (!release) throw new Error('no known release is like that');
  return release;
}
