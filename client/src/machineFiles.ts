import { FileType, Uri, workspace } from 'vscode';
import { CLIENT_ID } from './languages';

/** Whether this is a browser, where paths are those of the workspace's file system, not of a machine. */
export const isInBrowser = 'importScripts' in globalThis;

/** Returns the URI of a file of this machine; in a browser, of a file in the file system of the workspace's first folder. */
export function toMachineUri(path: string): Uri {
  const folder = isInBrowser ? workspace.workspaceFolders?.[0]?.uri : undefined;
  return !folder || folder.scheme === 'file' ? Uri.file(path) : folder.with({ path });
}

/** Returns the path of a file of this machine; undefined for any other URI. */
export function toMachinePath({ scheme, authority, path }: Uri): string | undefined {
  const machine = toMachineUri('/');
  return scheme === machine.scheme && authority === machine.authority ? path : undefined;
}

/** What the folder of a machine's root contains. */
const SIGNS = ['usr/share/qemu/firmware', 'etc/qemu/firmware'];

/**
 * Returns the root folder of the machine of a file: that of the settings. If they name none, it is empty for this machine; in a browser, it is a
 * folder of the workspace that has descriptors where programs search for them, and empty without one.
 */
export async function findRoot(file?: Uri): Promise<string> {
  const set = workspace.getConfiguration(CLIENT_ID, file).get<string>('root', '').replace(/\/+$/, '');
  return set === '' && isInBrowser ? findRootFolder(file) : set;
}

async function findRootFolder(file: Uri | undefined): Promise<string> {
  const own = file && workspace.getWorkspaceFolder(file);
  for (const { uri } of [...(own ? [own] : []), ...(workspace.workspaceFolders ?? [])]) {
    const path = toMachinePath(uri)?.replace(/\/+$/, '');
    if (path === undefined || path === '') continue;
    for (const sign of SIGNS) if (await isFolder(Uri.joinPath(uri, sign))) return path;
  }
  return '';
}

/** Returns whether a folder exists. */
export async function isFolder(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch {
    return false;
  }
}
