import { ThemeColor, ThemeIcon } from 'vscode';
import type { ListedDescriptor } from '../../server/src/lsp/protocol/customRequests';
import { t } from './texts';

/** What a consumer does with a file of the search path, in a word or two. @param above the file that comes before it, if any */
export function describeState(
  { verdict, over }: Pick<ListedDescriptor, 'verdict' | 'over'>,
  above?: Pick<ListedDescriptor, 'verdict'>,
): string {
  switch (verdict) {
    case 'loads':
      return t('read');
    case 'skips':
      return t('skipped');
    case 'masks':
      return over.length > 0 ? t('hides others') : t('hides nothing');
    case 'masked':
      return above?.verdict === 'masks' ? t('hidden') : t('overridden');
    case 'breaks':
      return t('breaks the selection');
  }
}

/** What is wrong with a file and its images, in a few words; empty where nothing is. */
export function describeProblems({
  errors,
  warnings,
  missingImages: { length: missing },
}: Pick<ListedDescriptor, 'errors' | 'warnings' | 'missingImages'>): string {
  const parts = [
    missing === 1 ? t('image missing') : missing > 1 ? t('{0} images missing', missing) : '',
    errors === 1 ? t('1 error') : errors > 1 ? t('{0} errors', errors) : '',
    warnings === 1 ? t('1 warning') : warnings > 1 ? t('{0} warnings', warnings) : '',
  ];
  return parts.filter(Boolean).join(', ');
}

export function chooseStateIcon({ verdict, errors, warnings, missingImages }: ListedDescriptor): ThemeIcon {
  const icon = (id: string, color: string): ThemeIcon => new ThemeIcon(id, new ThemeColor(color));
  switch (verdict) {
    case 'loads':
      return errors + warnings + missingImages.length > 0
        ? icon('warning', 'list.warningForeground')
        : icon('pass', 'testing.iconPassed');
    case 'skips':
      return icon('circle-slash', 'list.warningForeground');
    case 'masks':
      return icon('eye-closed', 'foreground');
    case 'masked':
      return icon('debug-step-over', 'disabledForeground');
    case 'breaks':
      return icon('error', 'list.errorForeground');
  }
}
