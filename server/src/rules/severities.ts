import type { Code } from '../descriptor/codes';
import type { Severity } from './rule';

/** What a user can set for a rule: `off` drops its findings; any other value replaces their severity. */
export const SEVERITY_SETTINGS = ['off', 'hint', 'information', 'warning', 'error'] as const;
export type SeveritySetting = (typeof SEVERITY_SETTINGS)[number];

/** Settings by the code of a rule. */
export type RuleSeverities = ReadonlyMap<Code, SeveritySetting>;

/**
 * Returns the findings with the severities that the user set, in the same order. This follows the analysis, which does not depend on
 * settings. A code without a setting keeps its rule's severity.
 */
export function applySeverities<F extends { readonly code: string; readonly severity: Severity }>(
  findings: readonly F[],
  severities: ReadonlyMap<string, SeveritySetting>,
): readonly F[] {
  if (severities.size === 0) return findings;
  return findings.flatMap((finding) => {
    const severity = severities.get(finding.code) ?? finding.severity;
    if (severity === 'off') return [];
    return severity === finding.severity ? [finding] : [{ ...finding, severity }];
  });
}
