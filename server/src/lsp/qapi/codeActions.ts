import type { CodeAction } from 'vscode-languageserver';

/** Lists the fixes of the problems in a range. */
export function listCodeActions(): CodeAction[] {
  return [];
}
