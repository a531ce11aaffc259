import type { Code } from '../descriptor/codes';
import { FILE_FINDINGS } from './fileFindings';
import { ALL_RULES } from './index';

/** The codes of all findings, those of rules first. */
export const ALL_CODES: readonly Code[] = [...ALL_RULES, ...FILE_FINDINGS].map(({ code }) => code);
