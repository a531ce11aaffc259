import * as vscode from 'vscode';
import type { SearchPath } from '../../server/src/lsp/protocol/customRequests';
import { check, workspaceFolder } from './editor';
import { codeBytes } from './images';
import { variableVolume } from '../unit/support/firmwareBytes';

export const SHARE = '/usr/share/qemu/firmware';
export const ETC = '/etc/qemu/firmware';

/** Whether the extension can create and read links, which it cannot in a web worker. */
export const hasLinks = (): boolean => workspaceFolder().scheme === 'file';

let machines = 0;

/** The root of the case's own machine: outside the workspace like descriptor directories, but in a web worker in the workspace. */
export const machine = (): vscode.Uri =>
  vscode.Uri.joinPath(workspaceFolder(), hasLinks() ? '..' : '.', `machine-${machines}`);

export const at = (path: string): vscode.Uri => vscode.Uri.joinPath(machine(), path);

export async function copySample(sample: string, path: string): Promise<void> {
  const source = vscode.Uri.joinPath(workspaceFolder(), 'qemu/firmware', sample);
  await vscode.workspace.fs.copy(source, at(path), { overwrite: true });
}

/** Creates a link, which VS Code's file system cannot. This file is also bundled for web workers, which cannot import from Node. */
export function link(target: string, place: vscode.Uri): void {
  process.getBuiltinModule('node:fs').symlinkSync(target, place.fsPath);
}

export async function searchPath(): Promise<SearchPath> {
  const list = await vscode.commands.executeCommand<SearchPath | null>('qemuFirmware.refreshSearchPath');
  check(list, 'the server does not list the search path');
  return list;
}

/** Returns a file of the view as its menu passes it to commands. */
export async function nodeOf(path: string): Promise<unknown> {
  const list = await searchPath();
  const file = list.files.find(({ folder, name }) => `${folder}/${name}` === path);
  check(file, `${path} is not listed`);
  return { file, list };
}

/**
 * Runs a command with questions and accepts the first answer of each list: no event tells when a list is shown, and accepting has no
 * effect before.
 */
export async function runAndAccept(command: string, node?: unknown): Promise<unknown> {
  const state = { isDone: false };
  const running = Promise.resolve(vscode.commands.executeCommand(`qemuFirmware.${command}`, node)).finally(
    () => {
      state.isDone = true;
    },
  );
  while (!state.isDone) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  return running;
}

export const verdictsIn = ({ files }: SearchPath): string[] =>
  files.map(({ folder, name, verdict }) => `${verdict} ${folder}/${name}`);

/** Creates a machine with two descriptors and libvirt 11.3, and names it in the settings. */
export async function prepareMachine(): Promise<void> {
  machines += 1;
  await copySample('11-ovmf-secure-boot.json', `${SHARE}/10-secure.json`);
  await copySample('12-ovmf.json', `${SHARE}/20-plain.json`);
  await vscode.workspace.fs.createDirectory(at(ETC));
  await vscode.workspace.fs.writeFile(at('/usr/lib64/libvirt.so.0.11003.0'), new Uint8Array());
  const images = { 'CODE_4M.secboot': codeBytes(), CODE_4M: codeBytes(), VARS_4M: variableVolume([]) };
  for (const [name, bytes] of Object.entries(images))
    await vscode.workspace.fs.writeFile(at(`/usr/share/OVMF/OVMF_${name}.fd`), bytes);
  const settings = vscode.workspace.getConfiguration('qemuFirmware');
  await settings.update('consumers', ['auto'], vscode.ConfigurationTarget.Workspace);
  await settings.update('root', machine().fsPath, vscode.ConfigurationTarget.Workspace);
}

/** Returns the tabs that explain a selection. */
export function pages(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('qemuFirmware.explanation'),
    );
}
