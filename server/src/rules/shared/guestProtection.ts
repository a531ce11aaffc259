import { CONFIDENTIAL } from '../../consumers/guest';
import type { GuestView } from '../guestRule';

const CODES: ReadonlySet<string> = new Set(CONFIDENTIAL);

/** Returns whether the protection of a guest is what rules out the last descriptors: libvirt looks at it after everything else. */
export function isExcludedByProtection({ explanation }: GuestView): boolean {
  return (
    explanation?.nearest === undefined &&
    explanation?.candidates.some(({ verdict, code }) => verdict === 'refused' && CODES.has(code)) === true
  );
}
