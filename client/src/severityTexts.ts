import { l10n } from 'vscode';

export const SEVERITIES = ['off', 'hint', 'information', 'warning', 'error'] as const;
export type SeveritySetting = (typeof SEVERITIES)[number];

/** What a severity is called where one is chosen. */
export function describeSeverity(severity: SeveritySetting): string {
  switch (severity) {
    case 'off':
      return l10n.t('Off');
    case 'hint':
      return l10n.t('Hint');
    case 'information':
      return l10n.t('Information');
    case 'warning':
      return l10n.t('Warning');
    case 'error':
      return l10n.t('Error');
  }
}
