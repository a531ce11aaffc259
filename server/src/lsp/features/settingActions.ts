import { t } from '../../text/translations';
import type { CodeAction } from 'vscode-languageserver';
import { isRefusedByAll } from '../../features/consequences';
import type { Finding } from '../../rules/rule';
import { QUICK_FIX_KIND } from '../protocol/capabilities';
import type { IgnoreInFileCommand, SetSeverityCommand } from '../protocol/customRequests';
import type { OpenDescriptor } from '../state/documents';
import type { Session } from '../state/session';
import { toDiagnostic } from './toDiagnostic';

const SET_SEVERITY: SetSeverityCommand['command'] = 'qemuFirmware.setSeverity';
const IGNORE_IN_FILE: IgnoreInFileCommand['command'] = 'qemuFirmware.ignoreInFile';

/**
 * Offers actions for findings that do not change the text: strict JSON has no comments that could configure the linter, so
 * the client's commands write settings. They are offered only to clients with these commands, and not for mistakes that make the file
 * unreadable: hiding those would not help.
 */
export function listSettingActions(
  findings: readonly Finding[],
  open: OpenDescriptor,
  { client, commands, docsUri }: Session,
): CodeAction[] {
  if (commands.size === 0) return [];
  const optional = findings.filter((finding) => !isRefusedByAll(finding, open.document));
  const codes = [...new Set(optional.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const own = optional.filter((finding) => finding.code === code);
    const diagnostics = own.map((finding) => toDiagnostic(finding, open, client, docsUri));
    const action = (title: string, command: string): CodeAction[] =>
      commands.has(command)
        ? [
            {
              title,
              kind: QUICK_FIX_KIND,
              diagnostics,
              command: { title, command, arguments: [open.uri, code] },
            },
          ]
        : [];
    return [
      ...action(t('Set the severity of {0}…', code), SET_SEVERITY),
      // An unsaved document has no name that a setting could use.
      ...(open.uri.startsWith('untitled:') ? [] : action(t('Ignore {0} in this file', code), IGNORE_IN_FILE)),
    ];
  });
}
