import { commands, Disposable, languages, workspace } from 'vscode';
import type { QuickPickItem, Uri } from 'vscode';
import type { IgnoreInFileCommand, SetSeverityCommand } from '../../server/src/lsp/protocol/customRequests';
import { readCode, readList, readObject, readUri } from './givenValues';
import { pickOne } from './pickOne';
import { choosePlace } from './settingPlace';
import { SEVERITIES, describeSeverity, toSetting } from './severityTexts';
import type { SeveritySetting } from './severityTexts';
import { t } from './texts';

export const SET_SEVERITY: SetSeverityCommand['command'] = 'qemuFirmware.setSeverity';
export const IGNORE_IN_FILE: IgnoreInFileCommand['command'] = 'qemuFirmware.ignoreInFile';

/** Registers the commands of the quick fixes that write settings: JSON has no comments that could configure the linter. */
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
  const current = findSeverity(resource, code) ?? readObject(place.settings.get('rules'))[code];
  const items = SEVERITIES.map((severity): QuickPickItem & { severity: SeveritySetting } => ({
    severity,
    label: describeSeverity(severity),
    ...(severity === current && { description: t('current') }),
  }));
  const title = t('Severity of {0}', code);
  const active = items.find(({ severity }) => severity === current);
  const picked = await pickOne(items, { title, placeholder: place.text, active });
  if (!picked) return;
  await place.update('rules', { ...readObject(place.findOwn('rules')), [code]: picked.severity });
  place.tell(t('Severity of {0}: {1}.', code, picked.label));
}

/** Returns the highest current severity of a rule's findings in a document; undefined if there are none. */
function findSeverity(resource: Uri, rule: string): SeveritySetting | undefined {
  const own = languages.getDiagnostics(resource).filter(({ code }) => {
    const value = typeof code === 'object' ? code.value : code;
    return value === rule;
  });
  // VS Code counts from the most serious one.
  const [worst] = own.map(({ severity }) => severity).sort((a, b) => a - b);
  return worst === undefined ? undefined : toSetting(worst);
}

async function ignoreInFile(uri: unknown, finding: unknown): Promise<void> {
  const [resource, code] = [readUri(uri), readCode(finding)];
  if (!resource || code === undefined) return;
  const place = choosePlace(resource);
  // The settings of a folder replace the list of the user, so the effective entries are copied.
  const overrides = readList(place.settings.get('overrides'));
  const files = choosePattern(resource);
  const last = readObject(overrides.at(-1));
  const isSame = last.files === files;
  const added = { files, rules: { ...(isSame && readObject(last.rules)), [code]: 'off' } };
  await place.update('overrides', [...(isSame ? overrides.slice(0, -1) : overrides), added]);
  place.tell(t('{0} is ignored in {1}.', code, files));
}

/** Makes the pattern that matches one file: relative to its folder of the workspace, absolute elsewhere. */
function choosePattern(uri: Uri): string {
  const folder = workspace.getWorkspaceFolder(uri);
  const path = folder
    ? `./${workspace.asRelativePath(uri, false)}`
    : uri.path.replace(/^\/(?=[A-Za-z]:)/, '');
  return path.replace(/[*?{}\\]/g, '\\$&');
}
