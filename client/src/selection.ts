import { commands, Disposable, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { isDomain } from './domainText';
import { Explanations } from './explanations';
import { FirmwareActions } from './firmwareActions';
import { FirmwareFolders } from './firmwareFolders';
import { FirmwareTree } from './firmwareView';
import type { ClientHost } from './host';
import { DESCRIPTOR } from './languages';
import { findRoot, toMachineUri } from './machineFiles';
import { registerSearchSettingCommands } from './searchSettings';
import type { Server } from './server';

/** Registers the features that show the selection of firmware. They require files: those of a machine, or in a browser those of the workspace. */
export function offerSelection(server: Server, host: ClientHost): Disposable {
  const folders = new FirmwareFolders(server);
  const view = new FirmwareTree(server, folders);
  const explanations = new Explanations(server, folders);
  return Disposable.from(
    folders,
    view,
    explanations,
    new FirmwareActions(view, host),
    registerSearchSettingCommands(view),
    offerWhereUseful(),
  );
}

/** Sets the context key for the menus of XML files as soon as there is something to explain. */
function offerWhereUseful(): Disposable {
  const show = (): void => {
    void commands.executeCommand('setContext', 'qemuFirmware.isUseful', true);
    listener.dispose();
  };
  const isOurs = (document: TextDocument): boolean =>
    document.languageId === DESCRIPTOR || isDomain(document);
  const listener = workspace.onDidOpenTextDocument((document) => {
    if (isOurs(document)) show();
  });
  if (workspace.textDocuments.some(isOurs)) show();
  else
    void hasDescriptors().then((found) => {
      if (found) show();
    });
  return listener;
}

/** Returns whether the machine or the workspace has descriptors. */
async function hasDescriptors(): Promise<boolean> {
  const root = await findRoot();
  for (const folder of ['/usr/share/qemu/firmware', '/etc/qemu/firmware']) {
    const found = await countEntries(toMachineUri(root + folder));
    if (found > 0) return true;
  }
  return (await countWorkspaceDescriptors()) > 0;
}

async function countEntries(folder: Uri): Promise<number> {
  try {
    return (await workspace.fs.readDirectory(folder)).length;
  } catch {
    return 0;
  }
}

async function countWorkspaceDescriptors(): Promise<number> {
  try {
    return (await workspace.findFiles('**/qemu/firmware/*.json', undefined, 1)).length;
  } catch {
    // The workspace cannot be searched.
    return 0;
  }
}
