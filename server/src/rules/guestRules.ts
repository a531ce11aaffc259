// Generated from the files of the rules. Do not edit: run "npm run generate".

import { guestNoFirmware } from './guest/guestNoFirmware';
import { guestSmm } from './guest/guestSmm';
import type { GuestRule } from './guestRule';

/** Every rule on the definitions of guests. */
export const GUEST_RULES: readonly GuestRule[] = [guestNoFirmware, guestSmm];
