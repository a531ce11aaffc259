import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { t } from '../../text/translations';
import { QUICK_FIX_KIND } from '../protocol/capabilities';
import type { IgnoreInFileCommand, SetSeverityCommand } from '../protocol/customRequests';

const SET_SEVERITY: SetSeverityCommand['command'] = 'qemuFirmware.setSeverity';
const IGNORE_IN_FILE: IgnoreInFileCommand['command'] = 'qemuFirmware.ignoreInFile';

/**
 * Offers commands of the client that write the severity of a rule to its settings. They are offered only to clients with these commands.
 *
 * @param diagnostics may repeat a code
 */
export function makeSeverityActions(
  uri: string,
  diagnostics: readonly Diagnostic[],
  commands: ReadonlySet<string>,
): CodeAction[] {
  const codes = [...new Set(diagnostics.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const own = diagnostics.filter((diagnostic) => diagnostic.code === code);
    const action = (title: string, command: string): CodeAction[] =>
      commands.has(command)
        ? [
            {
              title,
              kind: QUICK_FIX_KIND,
              diagnostics: own,
              command: { title, command, arguments: [uri, code] },
            },
          ]
        : [];
    return [
      ...action(t('Set the severity of {0}…', String(code)), SET_SEVERITY),
      // An unsaved document has no name that a setting could use.
      ...(uri.startsWith('untitled:')
        ? []
        : action(t('Ignore {0} in this file', String(code)), IGNORE_IN_FILE)),
    ];
  });
}
