import type { Code } from '../descriptor/codes';
import { FILE_FINDINGS } from './fileFindings';
import { GUEST_CODES } from './guestCodes';
import { ALL_RULES } from './index';

/** The codes of all findings: those of rules on descriptors, of files, and of rules on guests. */
export const ALL_CODES: readonly Code[] = [
  ...[...ALL_RULES, ...FILE_FINDINGS].map(({ code }) => code),
  ...GUEST_CODES,
];
