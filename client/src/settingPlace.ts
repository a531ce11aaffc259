import { ConfigurationTarget, window, workspace } from 'vscode';
import type { Uri, WorkspaceConfiguration } from 'vscode';
import { CLIENT_ID } from './languages';
import { makePlain } from './plain';
import { t } from './texts';

/** Where settings for a document are written, and how that is called. */
export interface SettingPlace {
  readonly settings: WorkspaceConfiguration;
  readonly text: string;
  /** What is set there itself, without the settings above. */
  findOwn(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
  tell(what: string): void;
}

/** The folder of the workspace that holds the document; the user's own settings for one that lies elsewhere. */
export function choosePlace(resource: Uri | undefined): SettingPlace {
  const settings = workspace.getConfiguration(CLIENT_ID, resource);
  const folder = resource && workspace.getWorkspaceFolder(resource);
  const target = folder ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Global;
  const text = folder
    ? t('Saved in the settings of the folder {0}.', folder.name)
    : t('Saved in your user settings.');
  return {
    settings,
    text,
    findOwn: (key) => {
      const own = settings.inspect(key);
      return folder ? (own?.workspaceFolderValue ?? own?.workspaceValue) : own?.globalValue;
    },
    update: (key, value) => settings.update(key, value, target),
    tell: (what) => void window.showInformationMessage(makePlain(`${what} ${text}`)),
  };
}
