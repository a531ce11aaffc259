import type { FileSettings } from '../config/fileSettings';
import type { DescriptorDocument } from '../descriptor/document';
import { analyse } from '../rules/analyse';
import type { Finding } from '../rules/rule';
import { withSeverities } from '../rules/severities';

/** The findings of a descriptor as its settings want them; none where it is excluded. */
export function findingsOf({ document, settings }: Configured): readonly Finding[] {
  return settings.excluded ? [] : withSeverities(analyse(document), settings.severities);
}

/** Whether the settings let a finding be. */
export function isWanted({ code }: Finding, { excluded, severities }: FileSettings): boolean {
  return !excluded && severities.get(code) !== 'off';
}

interface Configured {
  readonly document: DescriptorDocument;
  readonly settings: FileSettings;
}
