import { ConfigurationTarget, window, workspace } from 'vscode';
import type { Uri, WorkspaceConfiguration } from 'vscode';
import { CLIENT_ID } from './languages';
import { makePlain } from './plain';
import { t } from './texts';

/** Where settings for a document are written, and the name of that place. */
export interface SettingPlace {
  readonly settings: WorkspaceConfiguration;
  readonly text: string;
  /** The value that is set there, without the settings above it. */
  findOwn(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
  tell(what: string): void;
}

/** Finds the workspace folder that contains the document, or the user settings for a document elsewhere. */
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
