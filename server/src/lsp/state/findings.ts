import type { FileSettings } from '../../config/fileSettings';
import type { DescriptorDocument } from '../../descriptor/document';
import { withConsequences } from '../../features/consequences';
import { analyse } from '../../rules/analyse';
import type { Finding } from '../../rules/rule';
import { withSeverities } from '../../rules/severities';
import type { ResourceSettings } from './settings';

/** The findings of a descriptor as its settings want them, with what its consumers do; none where it is excluded. */
export function findingsOf({ document, settings }: Configured): readonly Finding[] {
  if (settings.excluded) return [];
  const wanted = withSeverities(analyse(document), settings.severities);
  return withConsequences(wanted, settings.consumers, document);
}

/** Whether the settings let a finding be. */
export function isWanted({ code }: Finding, { excluded, severities }: FileSettings): boolean {
  return !excluded && severities.get(code) !== 'off';
}

interface Configured {
  readonly document: DescriptorDocument;
  readonly settings: Pick<ResourceSettings, 'excluded' | 'severities' | 'consumers'>;
}
