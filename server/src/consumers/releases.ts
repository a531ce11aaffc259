/** What is known of a program's releases as a whole. */
import type { Release } from './consumer';

/** Returns the newest known release that meets a condition, for phrases such as “up to 12.9”. Throws if none does. */
export function findLastRelease<R extends Release>(
  releases: readonly R[],
  isMatch: (release: R) => boolean,
): string {
  const release = requireRelease(releases.findLast(isMatch));
  return release.alsoCovers?.at(-1) ?? release.version;
}

/** Returns the oldest known release that meets a condition, for phrases such as “since 12.8”. Throws if none does. */
export function findFirstRelease<R extends Release>(
  releases: readonly R[],
  isMatch: (release: R) => boolean,
): string {
  return requireRelease(releases.find(isMatch)).version;
}

function requireRelease<R extends Release>(release: R | undefined): R {
  if (!release) throw new Error('no known release is like that');
  return release;
}
