import { FILE_FINDINGS } from './fileFindings';
import { ALL_RULES } from './index';

/** Every code that a finding can have. */
export const ALL_CODES: readonly string[] = [...ALL_RULES, ...FILE_FINDINGS].map(({ code }) => code);
