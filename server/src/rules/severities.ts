import type { Code } from '../descriptor/codes';
import type { Severity } from './rule';

/** What the user can want of a rule: `off` drops its findings, all else is what they have instead of their own severity. */
export const SEVERITY_SETTINGS = ['off', 'hint', 'information', 'warning', 'error'] as const;
export type SeveritySetting = (typeof SEVERITY_SETTINGS)[number];

/** By the code of a rule. */
export type RuleSeverities = ReadonlyMap<Code, SeveritySetting>;

/**
 * Findings with the severities that the user wants, in the same order. It comes after the analysis, which stays the same for all
 * settings. A code that nobody set keeps what its rule says.
 */
export function applySeverities<F extends { readonly code: Code; readonly severity: Severity }>(
  findings: readonly F[],
  severities: RuleSeverities,
): readonly F[] {
  if (severities.size === 0) return findings;
  return findings.flatMap((finding) => {
    const wanted = severities.get(finding.code) ?? finding.severity;
    if (wanted === 'off') return [];
    return wanted === finding.severity ? [finding] : [{ ...finding, severity: wanted }];
  });
}
