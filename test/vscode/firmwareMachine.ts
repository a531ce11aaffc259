import * as vscode from 'vscode';
import type { SearchPath } from '../../server/src/lsp/protocol/customRequests';
import { check, workspaceFolder } from './editor';
import { codeBytes } from './images';
import { variableVolume } from '../unit/support/firmwareBytes';

export const SHARE = '/usr/share/qemu/firmware';
export const ETC = '/etc/qemu/firmware';

/** Whether the extension has files: it has none in a web worker. */
export const hasFiles = (): boolean => workspaceFolder().scheme === 'file';

let machines = 0;

/** The root of the case's own machine, outside the workspace, as descriptor directories are. */
export const machine = (): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), `../machine-${machines}`);

export const at = (path: string): vscode.Uri => vscode.Uri.joinPath(machine(), path);

export async function copySample(sample: string, path: string): Promise<void> {
  const source = vscode.Uri.joinPath(workspaceFolder(), 'qemu/firmware', sample);
  await vscode.workspace.fs.copy(source, at(path), { overwrite: true });
}

/** Makes a link, which VS Code's file system cannot. Bundled for web workers, too, which have no Node to import from. */
export function link(target: string, place: vscode.Uri): void {
  process.getBuiltinModule('node:fs').symlinkSync(target, place.fsPath);
}

export async function searchPath(): Promise<SearchPath> {
  const list = await vscode.commands.executeCommand<SearchPath | null>('qemuFirmware.refreshSearchPath');
  check(list, 'the server does not list the search path');
  return list;
}

/** A file of the view, as its menu hands it to commands. */
export async function nodeOf(path: string): Promise<unknown> {
  const list = await searchPath();
  const file = list.files.find(({ folder, name }) => `${folder}/${name}` === path);
  check(file, `${path} is not listed`);
  return { file, list };
}

/** Runs a command that asks, and takes the first answer of each list: nobody tells when one is shown, and accepting does nothing before. */
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

/** Makes a new machine with two descriptors and libvirt 11.3, and has the settings name it. */
export async function prepareMachine(): Promise<void> {
  if (!hasFiles()) return;
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

/** The tabs that explain a selection. */
export function pages(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('qemuFirmware.explanation'),
    );
}
