import type { CodeAction } from 'vscode-languageserver';
import { isRefusedByAll } from '../../features/consequences';
import type { Finding } from '../../rules/rule';
import type { OpenDescriptor } from '../state/documents';
import type { Session } from '../state/session';
import { makeSeverityActions } from './severityActions';
import { toDiagnostic } from './toDiagnostic';

/**
 * Offers actions for findings that do not change the text: strict JSON has no comments that could configure the linter. Not for mistakes
 * that make the file unreadable: hiding those would not help.
 */
export function listSettingActions(
  findings: readonly Finding[],
  open: OpenDescriptor,
  { client, commands, docsUri }: Session,
): CodeAction[] {
  if (commands.size === 0) return [];
  const optional = findings.filter((finding) => !isRefusedByAll(finding, open.document));
  const diagnostics = optional.map((finding) => toDiagnostic(finding, open, client, docsUri));
  return makeSeverityActions(open.uri, diagnostics, commands);
}
