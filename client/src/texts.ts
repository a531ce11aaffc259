import { l10n } from 'vscode';
import { makePlain } from './plain';

/**
 * Translates a message into the language of VS Code. Inserted values may come from files and file names, which anyone may have written: they
 * stay on one line, show control characters as codes and do not become links.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  return l10n.t(message, ...values.map((value) => (typeof value === 'string' ? makePlain(value) : value)));
}
