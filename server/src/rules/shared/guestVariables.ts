/** Guests whose firmware keeps no variables. */
import type { Guest } from '../../consumers/guest';
import type { GuestFix } from '../guestRule';
import { setValue } from './guestChanges';

/** Returns whether a guest asks for firmware without Secure Boot. */
export function excludesSecureBoot({ secureBoot, loaderSecure }: Guest): boolean {
  return secureBoot === false || loaderSecure === false;
}

/** Asks for firmware in flash, which keeps variables. Releases understand different forms; those that do not help are not offered. */
export function keepVariables(guest: Guest): readonly GuestFix[] {
  if (guest.firmware === undefined) return [];
  return [
    setValue('type="pflash"', { loaderType: 'pflash' }),
    { ...setValue('<nvram/>', { hasNvram: true }) },
    setValue('stateless="no"', { stateless: false }),
  ];
}
