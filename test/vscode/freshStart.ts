import * as vscode from 'vscode';
import { beginCase, check, eventually, workspaceFolder } from './editor';

const { executeCommand } = vscode.commands;
const { fs } = vscode.workspace;

/** By path below the workspace's folder, what tells that a file was written: its time and its size. */
type Marks = ReadonlyMap<string, string>;

/**
 * Makes the window what it was before the first case, whatever the last one left, even if it failed halfway: no editor, nothing unsaved,
 * no program, list, message or view, the settings and the files of the start.
 */
export class FreshStart {
  private constructor(private marks: Marks) {}

  /** Remembers the workspace as it is. */
  static async remember(): Promise<FreshStart> {
    return new FreshStart(await marksBelow(workspaceFolder()));
  }

  /** Makes the window fresh. */
  async make(): Promise<void> {
    await executeCommand('workbench.action.closeQuickOpen');
    await executeCommand('notifications.clearAll');
    await closeEditors();
    const dirty = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
    check(dirty.length === 0, `still unsaved: ${dirty.map(({ uri }) => uri.path).join(', ')}`);
    await endPrograms();
    await executeCommand('workbench.action.closePanel');
    await executeCommand('workbench.action.closeSidebar');
    await resetSettings();
    await this.restoreFiles();
    beginCase();
  }

  private async restoreFiles(): Promise<void> {
    const folder = workspaceFolder();
    const now = await marksBelow(folder);
    const added = [...now.keys()].filter((path) => !this.marks.has(path));
    const changed = [...this.marks].filter(([path, mark]) => now.get(path) !== mark).map(([path]) => path);
    // A folder is listed before what is in it, and goes with it.
    const roots = added.filter((path) => !added.some((other) => path.startsWith(`${other}/`)));
    for (const path of roots) await fs.delete(vscode.Uri.joinPath(folder, path), { recursive: true });
    const pristine = vscode.Uri.joinPath(folder, '../pristine');
    for (const path of changed)
      await fs.copy(vscode.Uri.joinPath(pristine, path), vscode.Uri.joinPath(folder, path), {
        overwrite: true,
      });
    if (changed.length > 0) this.marks = await marksBelow(folder);
  }
}

/** Ends the tasks and closes the terminals, those of the tasks too. */
async function endPrograms(): Promise<void> {
  const { tasks, window } = vscode;
  for (const execution of tasks.taskExecutions) execution.terminate();
  await eventually('the end of the tasks', tasks.onDidEndTask, () =>
    tasks.taskExecutions.length > 0 ? undefined : true,
  );
  for (const terminal of window.terminals) terminal.dispose();
  await eventually('the end of the terminals', window.onDidCloseTerminal, () =>
    window.terminals.length > 0 ? undefined : true,
  );
}

/** How often, and for how long each time, documents that stay are asked to go. */
const ATTEMPTS = 5;
const PATIENCE_MS = 4_000;

/**
 * Closes every editor and waits until the untitled documents are gone: the next one gets the name of the last one again, and its text as
 * long as VS Code holds it. In tests VS Code does not ask: what is unsaved is dropped.
 */
async function closeEditors(attempt = 1): Promise<void> {
  await executeCommand('workbench.action.closeAllEditors');
  try {
    const look = (): true | undefined => (untitledDocuments().length > 0 ? undefined : true);
    const { onDidCloseTextDocument } = vscode.workspace;
    await eventually('the untitled documents to be closed', onDidCloseTextDocument, look, PATIENCE_MS);
  } catch (error) {
    if (attempt === ATTEMPTS) throw error;
    // VS Code holds a document that an extension opened for minutes, unless it is reverted; its editor may have closed without that.
    for (const document of untitledDocuments()) {
      await vscode.window.showTextDocument(document, { preview: false });
      await executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await closeEditors(attempt + 1);
  }
}

function untitledDocuments(): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ isUntitled }) => isUntitled);
}

async function marksBelow(folder: vscode.Uri, prefix = ''): Promise<Marks> {
  // The settings in .vscode are taken back one by one: VS Code would go on watching a folder that is gone.
  const entries = (await fs.readDirectory(folder)).filter(([name]) => name !== '.vscode');
  const marks = await Promise.all(
    entries.map(async ([name, type]): Promise<(readonly [string, string])[]> => {
      const [uri, path] = [vscode.Uri.joinPath(folder, name), prefix + name];
      if (type === vscode.FileType.Directory)
        return [[path, 'folder'], ...(await marksBelow(uri, `${path}/`))];
      const { mtime, size } = await fs.stat(uri);
      return [[path, `${mtime} ${size}`]];
    }),
  );
  return new Map(marks.flat());
}

/** What every case starts with, besides the defaults: what the machine of the tests has installed must not matter. */
const SETTINGS: Readonly<Record<string, unknown>> = { 'qemuFirmware.consumers': ['libvirt@12.8'] };

/** Makes the settings of the extension those of the start. With one folder open, its settings are the workspace's. */
async function resetSettings(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(undefined, workspaceFolder());
  for (const key of settingsOfExtension()) {
    const found = configuration.inspect(key);
    if (JSON.stringify(found?.globalValue) !== JSON.stringify(SETTINGS[key]))
      await configuration.update(key, SETTINGS[key], vscode.ConfigurationTarget.Global);
    if (found?.workspaceValue !== undefined || found?.workspaceFolderValue !== undefined)
      await configuration.update(key, undefined, vscode.ConfigurationTarget.Workspace);
  }
}

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

function settingsOfExtension(): string[] {
  const extension = vscode.extensions.getExtension<unknown>('qemu-firmware.qemu-firmware');
  check(extension, 'the extension is not there');
  const { configuration } = (extension.packageJSON as Manifest).contributes;
  return configuration.flatMap(({ properties }) => Object.keys(properties));
}
