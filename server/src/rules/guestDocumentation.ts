// Generated from the files of the rules. Do not edit: run "npm run generate".

import { guestNoFirmwareDocs } from './guest/guestNoFirmware';
import { guestSmmDocs } from './guest/guestSmm';
import type { GuestRuleDocs } from './guestRule';

/** What is written about the rules on guests. Apart from GUEST_RULES, for programs that do not print it. */
export const GUEST_DOCS: readonly GuestRuleDocs[] = [guestNoFirmwareDocs, guestSmmDocs];
