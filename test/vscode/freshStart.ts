import * as vscode from 'vscode';
import { beginCase, check, eventually, workspaceFolder } from './editor';

const { executeCommand } = vscode.commands;
const { fs } = vscode.workspace;

/** The time and size of files by path below the workspace's folder, which show that a file was written. */
type Marks = ReadonlyMap<string, string>;

/**
 * Restores the window to its state before the first case, even if the last one failed midway: no editor, unsaved document, program, list,
 * message or view, and the original settings and files.
 */
export class FreshStart {
  private constructor(private marks: Marks) {}

  /** Records the state of the workspace. */
  static async remember(): Promise<FreshStart> {
    return new FreshStart(await marksBelow(workspaceFolder()));
  }

  /** Restores the window. */
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
    // A folder is listed before its contents, which are deleted with it.
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

/** Ends the tasks and closes all terminals, including those of tasks. */
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

/** How often to try to close documents that stay open, and how long to wait each time. */
const ATTEMPTS = 5;
const PATIENCE_MS = 4_000;

/**
 * Closes every editor and waits until the untitled documents are gone: the next one reuses the name of the last one, and its text as long
 * as VS Code keeps it. In tests VS Code discards unsaved text without asking.
 */
async function closeEditors(attempt = 1): Promise<void> {
  await executeCommand('workbench.action.closeAllEditors');
  try {
    const look = (): true | undefined => (untitledDocuments().length > 0 ? undefined : true);
    const { onDidCloseTextDocument } = vscode.workspace;
    await eventually('the untitled documents to be closed', onDidCloseTextDocument, look, PATIENCE_MS);
  } catch (error) {
    if (attempt === ATTEMPTS) throw error;
    // VS Code keeps a document that an extension opened for minutes unless it is reverted; its editor may have closed without that.
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
  // The settings in .vscode are reset one by one, because VS Code would keep watching a deleted folder.
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

/** The settings of every case in addition to the defaults: the programs on the testing machine must not matter. */
const SETTINGS: Readonly<Record<string, unknown>> = { 'qemuFirmware.consumers': ['libvirt@12.8'] };

/** Resets the settings of the extension. With one open folder, its settings are the workspace's. */
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
  check(extension, 'the extension is not installed');
  const { configuration } = (extension.packageJSON as Manifest).contributes;
  return configuration.flatMap(({ properties }) => Object.keys(properties));
}
