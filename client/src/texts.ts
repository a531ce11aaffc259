import { l10n } from 'vscode';
import { makeVisible } from '../../server/src/text/visible';

/**
 * A message in the language of VS Code. What is put in may come from files and their names, which anyone may have written: it stays on
 * one line and shows its control characters.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return l10n.t(message, ...values.map((value) => (typeof value === 'string' ? makeVisible(value) : value)));
}
