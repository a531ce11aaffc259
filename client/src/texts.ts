import { l10n } from 'vscode';
import { makePlain } from './plain';

/**
 * A message in the language of VS Code. What is put in may come from files and their names, which anyone may have written: it stays on
 * one line, shows its control characters and is no link.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return l10n.t(message, ...values.map((value) => (typeof value === 'string' ? makePlain(value) : value)));
}
