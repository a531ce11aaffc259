import { window, workspace } from 'vscode';
import type { QuickPickItem, Uri } from 'vscode';
import type { ClientHost } from './host';
import { findRoot, toMachineUri } from './machineFiles';
import { t } from './texts';
import { makeVisible } from '../../server/src/text/visible';

/** Asks where to save a descriptor: a folder of the workspace, one that programs search, or any other. */
export async function chooseTargetFolder({ configFolder }: ClientHost): Promise<Uri | undefined> {
  const title = t('Choose the folder for the descriptor');
  const items: (QuickPickItem & { readonly uri?: Uri })[] = [
    ...(workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
      label: `$(folder) ${makeVisible(name)}`,
      description: t('Workspace folder'),
      detail: makeVisible(uri.fsPath),
      uri,
    })),
    ...(configFolder === undefined ? [] : await listSearchedFolders(configFolder)),
    { label: t('$(folder-opened) Another folder…') },
  ];
  const picked =
    items.length === 1 ? items[0] : await window.showQuickPick(items, { title, ignoreFocusOut: true });
  if (!picked) return undefined;
  if (picked.uri) return picked.uri;
  const dialog = { title, canSelectFolders: true, canSelectFiles: false, openLabel: t('Choose') };
  const [folder] = (await window.showOpenDialog(dialog)) ?? [];
  return folder;
}

/** Lists the folders of the administrator and of the user; below a root, whose users are unknown, only the former. */
async function listSearchedFolders(configFolder: string): Promise<(QuickPickItem & { readonly uri: Uri })[]> {
  const root = await findRoot();
  const describe = (path: string, description: string): QuickPickItem & { readonly uri: Uri } => ({
    label: `$(folder-library) ${makeVisible(path)}`,
    description,
    uri: toMachineUri(path),
  });
  const own = describe(`${configFolder}/qemu/firmware`, t('Only for you, for example with qemu:///session'));
  return [
    describe(`${root}/etc/qemu/firmware`, t('For all users; usually requires root')),
    ...(root === '' ? [own] : []),
  ];
}
