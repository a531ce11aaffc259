import { commands, Disposable, env, Uri, window, workspace } from 'vscode';
import type { SearchPath } from '../../server/src/lsp/protocol/customRequests';
import { listFoldersAbove, OPEN, getPath } from './firmwareView';
import type { FirmwareNode, FirmwareTree } from './firmwareView';
import { makeInstallCommand } from './installCommand';
import { makePlain } from './plain';
import { runInTerminal } from './shellCommands';
import type { ShellText } from '../../server/src/commandline/shell';
import { makeVisible } from '../../server/src/text/visible';
import { t } from './texts';

/** What became of a file that was to be written: it was, or a command is offered that does it, or a message says why not. */
export type Written =
  { readonly uri: Uri } | { readonly command: string } | { readonly problem: string } | undefined;

/** The commands in the menus of the view. */
export class FirmwareActions implements Disposable {
  private readonly registered: Disposable;

  constructor(
    private readonly view: FirmwareTree,
    /** A POSIX shell, where the extension can start one. */
    private readonly shell?: string,
  ) {
    const command = (name: string, run: (node: FirmwareNode) => unknown): Disposable =>
      commands.registerCommand(`qemuFirmware.${name}`, (node: unknown) =>
        view.shows(node) ? run(node) : undefined,
      );
    this.registered = Disposable.from(
      commands.registerCommand(OPEN, async (path: unknown, root: unknown) => {
        const file = await view.folders.locate(path, root);
        if (file) await commands.executeCommand('vscode.open', file);
      }),
      commands.registerCommand('qemuFirmware.refreshSearchPath', () => view.lookAgain()),
      command('revealDescriptor', async ({ file, list }) => {
        const found = await this.locate(getPath(file), list);
        if (found) await commands.executeCommand('revealFileInOS', found);
      }),
      command('compareDescriptors', (node) => this.compare(node)),
      command('overrideDescriptor', (node) => this.override(node)),
      command('maskDescriptor', (node) => this.mask(node)),
    );
  }

  dispose(): void {
    this.registered.dispose();
  }

  /** Copies a descriptor to where it comes before the original, to be changed there. */
  private async override({ file, list }: FirmwareNode): Promise<Written> {
    const folder = await chooseFolder(listFoldersAbove(file, list), t('Where to put the copy'));
    if (folder === undefined) return undefined;
    const source = await this.locate(getPath(file), list);
    const target = await this.locate(`${folder}/${file.name}`, list);
    if (!source || !target) return undefined;
    const written = await this.write(source.path, target, await workspace.fs.readFile(source));
    if (written && 'uri' in written) await window.showTextDocument(written.uri);
    return written;
  }

  /** Hides a descriptor behind an empty file of its name. */
  private async mask({ file, list }: FirmwareNode): Promise<Written> {
    const folder = await chooseFolder(listFoldersAbove(file, list), t('Where to put the empty file'));
    if (folder === undefined) return undefined;
    const target = await this.locate(`${folder}/${file.name}`, list);
    return target && this.write('/dev/null', target, new Uint8Array());
  }

  /** Shows a file beside the one that it overrides, or that overrides it. */
  private async compare({ file, list }: FirmwareNode): Promise<void> {
    const own = getPath(file);
    const [hidden, hiding] = file.by === undefined ? [file.over[0] ?? own, own] : [own, file.by];
    const title = t('{0}: overridden ↔ in use', file.name);
    const [left, right] = [await this.locate(hidden, list), await this.locate(hiding, list)];
    if (left && right) await commands.executeCommand('vscode.diff', left, right, title);
  }

  /** Where a file of the listed machine lies on this one; tells the user where that is nowhere. */
  private async locate(path: string, { root }: SearchPath): Promise<Uri | undefined> {
    const found = await this.view.folders.locate(path, root);
    if (!found) refuse(t('Cannot open {0}: its links lead nowhere.', path));
    return found;
  }

  /** Writes a file that is not there yet, or offers the command that does where the user may not. */
  private async write(source: string, target: Uri, content: Uint8Array): Promise<Written> {
    if (await isThere(target)) {
      // The view has not heard of it yet.
      return refuse(t('{0} is there already.', target.path));
    }
    try {
      await workspace.fs.createDirectory(Uri.joinPath(target, '..'));
      await workspace.fs.writeFile(target, content);
      return { uri: target };
    } catch {
      const command = makeInstallCommand(source, target.path);
      if (command === undefined)
        return refuse(
          t(
            'No permission to write {0}. No command is offered: the path contains control characters or is too long.',
            target.path,
          ),
        );
      void this.offer(command, target);
      return { command };
    }
  }

  private async offer(command: ShellText, { path }: Uri): Promise<void> {
    const [run, copy] = [t('Run in Terminal'), t('Copy Command')];
    const canRun = this.shell !== undefined && workspace.isTrusted;
    const chosen = await window.showWarningMessage(
      makePlain(t('You may not write {0}. This command does: {1}', path, command)),
      ...(canRun ? [run] : []),
      copy,
    );
    if (chosen === copy) await env.clipboard.writeText(command);
    if (chosen === run && this.shell !== undefined) runInTerminal(this.shell, command);
  }
}

function refuse(text: string): Written {
  const problem = makePlain(text);
  void window.showErrorMessage(problem);
  return { problem };
}

async function isThere(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

/** One of several directories, the least specific first; the only one without asking. */
async function chooseFolder(folders: readonly string[], title: string): Promise<string | undefined> {
  const [first, ...others] = folders;
  if (others.length === 0) return first;
  const items = folders.map((folder) => ({
    folder,
    label: makeVisible(folder),
    description: folder.startsWith('/etc/') ? t('for all users') : t('for yourself alone'),
  }));
  return (await window.showQuickPick(items, { title }))?.folder;
}
