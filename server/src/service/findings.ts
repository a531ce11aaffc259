import type { DescriptorDocument } from '../descriptor/document';
import { addConsequences } from '../features/consequences';
import { analyse } from '../rules/analyse';
import { isInternalError } from '../rules/internalError';
import type { Finding } from '../rules/rule';
import { applySeverities, type RuleSeverities } from '../rules/severities';

/** What of the settings of a file its findings depend on. */
export interface FindingSettings {
  /** Whether the file is not to be looked at. */
  readonly excluded: boolean;
  readonly severities: RuleSeverities;
  /** The ids of the consumers whose reactions are told of. */
  readonly consumers: readonly string[];
}

/** What the check of a descriptor comes to. */
export interface CheckResult {
  /** As the settings want them, with what the consumers do; none where the file is excluded. */
  readonly findings: readonly Finding[];
  /** Whether something failed by a bug, so that findings may be missing, whatever the settings let be seen of it. */
  readonly isPartial: boolean;
}

/** Checks a descriptor as its settings want it. */
export function checkDescriptor(document: DescriptorDocument, settings: FindingSettings): CheckResult {
  if (settings.excluded) return { findings: [], isPartial: false };
  // What consumers do decides how severe some findings are, unless the settings say so.
  const found = addConsequences(analyse(document), settings.consumers, document);
  const findings = applySeverities(found, settings.severities);
  return { findings, isPartial: found.some(isInternalError) };
}

/** Whether the settings let a finding be. */
export function isWanted(
  { code }: Finding,
  { excluded, severities }: Pick<FindingSettings, 'excluded' | 'severities'>,
): boolean {
  return !excluded && severities.get(code) !== 'off';
}
