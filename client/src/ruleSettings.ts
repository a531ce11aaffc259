import { commands, ConfigurationTarget, Disposable, window, workspace } from 'vscode';
import type { QuickPickItem, Uri, WorkspaceConfiguration } from 'vscode';
import type { IgnoreInFileCommand, SetSeverityCommand } from '../../server/src/lsp/protocol/customRequests';
import { readCode, readList, readObject, readUri } from './givenValues';
import { CLIENT_ID } from './languages';
import { makePlain } from './plain';
import { SEVERITIES, describeSeverity } from './severityTexts';
import type { SeveritySetting } from './severityTexts';
import { t } from './texts';

export const SET_SEVERITY: SetSeverityCommand['command'] = 'qemuFirmware.setSeverity';
export const IGNORE_IN_FILE: IgnoreInFileCommand['command'] = 'qemuFirmware.ignoreInFile';

/** The commands behind the quick fixes that write settings: JSON has no comments to hold a word to the linter. */
export function registerRuleSettingCommands(): Disposable {
  return Disposable.from(
    commands.registerCommand(SET_SEVERITY, setSeverity),
    commands.registerCommand(IGNORE_IN_FILE, ignoreInFile),
  );
}

async function setSeverity(uri: unknown, finding: unknown): Promise<void> {
  const [resource, code] = [readUri(uri), readCode(finding)];
  if (!resource || code === undefined) return;
  const place = choosePlace(resource);
  const current = readObject(place.settings.get('rules'))[code];
  const items = SEVERITIES.map((severity): QuickPickItem & { severity: SeveritySetting } => ({
    severity,
    label: describeSeverity(severity),
    ...(severity === current && { description: t('as it is set') }),
  }));
  const title = t('Severity of {0}', code);
  const picked = await window.showQuickPick(items, { title, placeHolder: place.text });
  if (!picked) return;
  await place.update('rules', { ...place.ownRules, [code]: picked.severity });
  place.tell(t('Severity of {0}: {1}.', code, picked.label));
}

async function ignoreInFile(uri: unknown, finding: unknown): Promise<void> {
  const [resource, code] = [readUri(uri), readCode(finding)];
  if (!resource || code === undefined) return;
  const place = choosePlace(resource);
  // The settings of a folder hide the list of the user: what was in force before stays in force.
  const overrides = readList(place.settings.get('overrides'));
  const files = choosePattern(resource);
  const last = readObject(overrides.at(-1));
  const isSame = last.files === files;
  const added = { files, rules: { ...(isSame && readObject(last.rules)), [code]: 'off' } };
  await place.update('overrides', [...(isSame ? overrides.slice(0, -1) : overrides), added]);
  place.tell(t('{0} is ignored in {1}.', code, files));
}

/** Where settings for a document are written, and how that is called. */
interface Place {
  readonly settings: WorkspaceConfiguration;
  readonly text: string;
  /** What stands there itself, without the settings above. */
  readonly ownRules: Readonly<Record<string, unknown>>;
  update(key: string, value: unknown): Thenable<void>;
  tell(what: string): void;
}

/** The folder of the workspace that holds the document; the user's own settings for one that lies elsewhere. */
function choosePlace(resource: Uri): Place {
  const settings = workspace.getConfiguration(CLIENT_ID, resource);
  const own = settings.inspect('rules');
  const folder = workspace.getWorkspaceFolder(resource);
  const target = folder ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Global;
  const text = folder
    ? t('Written to the settings of the folder {0}.', folder.name)
    : t('Written to your user settings.');
  return {
    settings,
    text,
    ownRules: readObject(folder ? (own?.workspaceFolderValue ?? own?.workspaceValue) : own?.globalValue),
    update: (key, value) => settings.update(key, value, target),
    tell: (what) => void window.showInformationMessage(makePlain(`${what} ${text}`)),
  };
}

/** The pattern that names one file: relative to its folder of the workspace, absolute elsewhere. */
function choosePattern(uri: Uri): string {
  const folder = workspace.getWorkspaceFolder(uri);
  const path = folder
    ? `./${workspace.asRelativePath(uri, false)}`
    : uri.path.replace(/^\/(?=[A-Za-z]:)/, '');
  return path.replace(/[*?{}\\]/g, '\\$&');
}
