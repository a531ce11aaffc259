import { DiagnosticSeverity } from 'vscode';
import { t } from './texts';

export const SEVERITIES = ['off', 'hint', 'information', 'warning', 'error'] as const;
export type SeveritySetting = (typeof SEVERITIES)[number];

/** Returns the name of a severity for lists. */
export function describeSeverity(severity: SeveritySetting): string {
  switch (severity) {
    case 'off':
      return t('Off');
    case 'hint':
      return t('Hint');
    case 'information':
      return t('Information');
    case 'warning':
      return t('Warning');
    case 'error':
      return t('Error');
  }
}

/** Returns the setting that corresponds to a diagnostic's severity. */
export function toSetting(severity: DiagnosticSeverity): SeveritySetting {
  switch (severity) {
    case DiagnosticSeverity.Hint:
      return 'hint';
    case DiagnosticSeverity.Information:
      return 'information';
    case DiagnosticSeverity.Warning:
      return 'warning';
    case DiagnosticSeverity.Error:
      return 'error';
  }
}
