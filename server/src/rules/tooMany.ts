import { t } from '../text/translations';
import { TOO_MANY } from './fileFindings';
import type { Finding } from './rule';

/** The most findings shown for one file; another one then says that there are more. */
export const MAX_FINDINGS = 200;
/** The most findings shown for one rule: enough to show the problem, and room is left for other rules. */
export const MAX_FINDINGS_OF_A_RULE = 50;

/** Reports that there are more findings, in the place of the first one that is omitted. */
export function makeTooMany({ range }: Pick<Finding, 'range'>): Omit<Finding, 'fixes' | 'related'> {
  return {
    ...TOO_MANY,
    message: t(
      'Not all findings are shown: at most {0} per rule and {1} per file. Fix these first to see the rest.',
      MAX_FINDINGS_OF_A_RULE,
      MAX_FINDINGS,
    ),
    range,
  };
}
