import { t } from '@vscode/l10n';

/** Some things in one phrase, such as `a, b and c`. */
export function conjunction(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : t('{0} and {1}', items.slice(0, -1).join(', '), last);
}
