import { ThemeColor, ThemeIcon } from 'vscode';
import type { ListedDescriptor, ListedFinding } from '../../server/src/lsp/protocol/customRequests';
import type { FileFailure } from './fileFailure';
import { t } from './texts';

/** Describes in a word or two what a consumer does with a file of the search path. @param above the file that overrides it, if any */
export function describeState(
  { verdict, over }: Pick<ListedDescriptor, 'verdict' | 'over'>,
  above?: Pick<ListedDescriptor, 'verdict'>,
): string {
  switch (verdict) {
    case 'loads':
      return t('read');
    case 'skips':
      return t('ignored');
    case 'masks':
      return over.length > 0 ? t('masks others') : t('masks nothing');
    case 'masked':
      return above?.verdict === 'masks' ? t('masked') : t('overridden');
    case 'breaks':
      return t('breaks the selection');
  }
}

/** Describes how many errors and warnings a file has; empty if it has none. */
export function describeProblems({
  findings,
  beyond,
}: Pick<ListedDescriptor, 'findings' | 'beyond'>): string {
  if (findings === null)
    return beyond === undefined ? t('not checked') : t('not checked (limit: {0} files)', beyond);
  const [errors, warnings] = [countSeverity(findings, 1), countSeverity(findings, 2)];
  const parts = [
    errors === 1 ? t('1 error') : errors > 1 ? t('{0} errors', errors) : '',
    warnings === 1 ? t('1 warning') : warnings > 1 ? t('{0} warnings', warnings) : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** Chooses the icon of a file: what the consumer does with it, and whether a file that it reads has problems. */
export function chooseStateIcon({ verdict, findings }: ListedDescriptor): ThemeIcon {
  const hasErrors = countSeverity(findings ?? [], 1) > 0;
  const hasWarnings = countSeverity(findings ?? [], 2) > 0;
  switch (verdict) {
    case 'loads':
      if (findings === null) return new ThemeIcon('circle-outline');
      if (hasErrors) return makeIcon('error', 'list.errorForeground');
      return hasWarnings
        ? makeIcon('warning', 'list.warningForeground')
        : makeIcon('pass', 'testing.iconPassed');
    case 'skips':
      return makeIcon('circle-slash', 'list.warningForeground');
    case 'masks':
      return makeIcon('eye-closed', 'foreground');
    case 'masked':
      return makeIcon('debug-step-over', 'disabledForeground');
    case 'breaks':
      return makeIcon('error', 'list.errorForeground');
  }
}

/** Chooses the icon of a finding, as in the Problems panel. */
export function chooseSeverityIcon({ severity }: Pick<ListedFinding, 'severity'>): ThemeIcon {
  switch (severity) {
    case 1:
      return makeIcon('error', 'problemsErrorIcon.foreground');
    case 2:
      return makeIcon('warning', 'problemsWarningIcon.foreground');
    case 3:
      return makeIcon('info', 'problemsInfoIcon.foreground');
    case 4:
      return makeIcon('lightbulb', 'editorLightBulb.foreground');
  }
}

/** Describes why a file could not be written, in a sentence. @param path the file */
export function describeWriteFailure(failure: FileFailure, path: string): string {
  switch (failure) {
    case 'denied':
      return t('No permission to write {0}.', path);
    case 'read-only':
      return t('Cannot write {0}: the file system is read-only.', path);
    case 'full':
      return t('Cannot write {0}: the disk is full.', path);
    case 'exists':
    case 'no-folder':
      return t('Cannot write {0}: one of its parent folders is a file.', path);
    case 'missing':
    case 'other':
      return t('Cannot write {0}.', path);
  }
}

function countSeverity(findings: readonly ListedFinding[], severity: ListedFinding['severity']): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

function makeIcon(id: string, color: string): ThemeIcon {
  return new ThemeIcon(id, new ThemeColor(color));
}
