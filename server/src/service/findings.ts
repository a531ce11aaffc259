import type { DescriptorDocument } from '../descriptor/document';
import { addConsequences } from '../features/consequences';
import { analyse } from '../rules/analyse';
import { isInternalError } from '../rules/internalError';
import type { Finding } from '../rules/rule';
import { applySeverities, type RuleSeverities } from '../rules/severities';

/** The settings of a file that its findings depend on. */
export interface FindingSettings {
  /** Whether the file is excluded from checks. */
  readonly excluded: boolean;
  readonly severities: RuleSeverities;
  /** The ids of the consumers whose reactions are reported. */
  readonly consumers: readonly string[];
}

/** The result of checking a descriptor. */
export interface CheckResult {
  /** The findings according to the settings, with the reactions of consumers; empty if the file is excluded. */
  readonly findings: readonly Finding[];
  /** Whether a bug made a check fail, so findings may be missing, even if the settings hide the failure. */
  readonly isPartial: boolean;
}

/** Checks a descriptor according to its settings. */
export function checkDescriptor(document: DescriptorDocument, settings: FindingSettings): CheckResult {
  if (settings.excluded) return { findings: [], isPartial: false };
  // The reactions of consumers decide how severe some findings are, unless the settings do.
  const found = addConsequences(analyse(document), settings.consumers, document);
  const findings = applySeverities(found, settings.severities);
  return { findings, isPartial: found.some(isInternalError) };
}

/** Returns whether the settings allow a finding. */
export function isWanted(
  { code }: Finding,
  { excluded, severities }: Pick<FindingSettings, 'excluded' | 'severities'>,
): boolean {
  return !excluded && severities.get(code) !== 'off';
}
