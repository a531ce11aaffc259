import { commands, Disposable, FileType, Range, Uri, ViewColumn, window, workspace } from 'vscode';
import type { ListedDescriptor, SearchPath } from '../../server/src/lsp/protocol/customRequests';
import { classifyFailure } from './fileFailure';
import { findMask, findOverride, getPath, listFoldersAbove, OPEN, type FirmwareNode } from './firmwareRows';
import type { FirmwareTree } from './firmwareView';
import { FirmwareWrites, refuse, type Written } from './firmwareWrites';
import { readRange } from './givenValues';
import type { ClientHost } from './host';
import { t } from './texts';

/** The commands in the menus of the view. */
export class FirmwareActions implements Disposable {
  private readonly registered: Disposable;
  private readonly writes: FirmwareWrites;

  constructor(
    private readonly view: FirmwareTree,
    host: ClientHost,
  ) {
    this.writes = new FirmwareWrites(host);
    const command = (name: string, run: (node: FirmwareNode) => unknown): Disposable =>
      commands.registerCommand(`qemuFirmware.${name}`, (node: unknown) =>
        view.shows(node) ? run(node) : undefined,
      );
    /** Passes a file to another command: the link itself if it is one, unless the command uses the contents. */
    const withFile = (name: string, run: string, isAboutContent = false): Disposable =>
      command(name, async ({ file, list }) => {
        const found = await (isAboutContent ? this.locate(file, list) : this.locateEntry(file, list));
        if (found) await commands.executeCommand(run, found);
      });
    this.registered = Disposable.from(
      commands.registerCommand(OPEN, async (path: unknown, root: unknown, range: unknown) => {
        const file = await view.folders.locate(path, root);
        if (file) await openFile(file, readRange(range));
      }),
      commands.registerCommand('qemuFirmware.refreshSearchPath', () => view.lookAgain()),
      command('openToSide', async (node) => {
        const file = await this.locate(node.file, node.list);
        if (file) await openFile(file, undefined, true);
      }),
      withFile('copyDescriptorPath', 'copyFilePath'),
      withFile('copyRelativeDescriptorPath', 'copyRelativeFilePath'),
      withFile('revealDescriptor', 'revealFileInOS'),
      withFile('revealInExplorer', 'revealInExplorer'),
      withFile('showDescriptorCommandLine', 'qemuFirmware.showCommandLine', true),
      command('explainWithDescriptor', ({ file }) =>
        commands.executeCommand('qemuFirmware.explainSelection', file.guest),
      ),
      command('compareDescriptors', (node) => this.compare(node)),
      command('overrideDescriptor', (node) => this.override(node)),
      command('maskDescriptor', (node) => this.mask(node)),
      command('unmaskDescriptor', (node) => this.unmask(node)),
      command('removeOverride', (node) => this.removeOverride(node)),
    );
  }

  dispose(): void {
    this.registered.dispose();
  }

  /** Copies a descriptor to a directory where the copy overrides the original and can be changed. */
  private async override({ file, list }: FirmwareNode): Promise<Written> {
    const path = getPath(file);
    const target = await this.chooseTarget(
      { file, list },
      t('Override {0}', file.name),
      t('{0} then reads this copy instead of {1}.', list.consumer.name, path),
    );
    const source = target && (await this.locate(file, list));
    if (!source) return undefined;
    const content = await readFile(source);
    if (!content) return refuse(t('Cannot read {0}.', source.path));
    const done = t('Copied to {0}.', target.path);
    const written = await this.writes.write(source.path, target, content, done);
    if (written && 'uri' in written) await window.showTextDocument(written.uri);
    return written;
  }

  /** Masks a descriptor with an empty file of the same name. */
  private async mask({ file, list }: FirmwareNode): Promise<Written> {
    const path = getPath(file);
    const target = await this.chooseTarget(
      { file, list },
      t('Mask {0}', file.name),
      t('{0} then ignores {1}.', list.consumer.name, path),
    );
    if (!target) return undefined;
    const done = t('Masked by the empty file {0}.', target.path);
    return this.writes.write('/dev/null', target, new Uint8Array(), done);
  }

  /** Removes the empty file, or the link to /dev/null, that masks a descriptor. */
  private async unmask({ file, list }: FirmwareNode): Promise<Written> {
    const mask = findMask(file, list);
    const target = mask && (await this.locateEntry(mask, list));
    if (!target) return undefined;
    if (!(await confirmRemoval(target, t('Unmask {0}', file.name), t('Remove the empty file'))))
      return undefined;
    if (!(await isEmpty(target))) return refuse(t('{0} was not removed: it is not empty.', target.path));
    return this.writes.remove(target, t('Removed {0}.', target.path), new Uint8Array());
  }

  /** Removes the file that overrides another one. */
  private async removeOverride({ file, list }: FirmwareNode): Promise<Written> {
    const override = findOverride(file, list);
    const target = override && (await this.locateEntry(override, list));
    if (!target) return undefined;
    const title = t('Remove the override of {0}', file.name);
    if (!(await confirmRemoval(target, title, t('Delete the file')))) return undefined;
    return this.writes.remove(target, t('Removed {0}.', target.path));
  }

  /** Compares a file with the one that it overrides, or that overrides it. */
  private async compare({ file, list }: FirmwareNode): Promise<void> {
    const path = getPath(file);
    const [over] = file.over;
    const [below, above] = over === undefined ? [path, file.by] : [over, path];
    if (above === undefined) return;
    const left = await this.locatePath(below, list);
    const right = left && (await this.locatePath(above, list));
    const title = t('{0}: overridden ↔ in use', file.name);
    if (left && right) await commands.executeCommand('vscode.diff', left, right, title);
  }

  /** Returns where to write a file of that name; asks, unless the only possible place is in the workspace. */
  private async chooseTarget(
    { file, list }: FirmwareNode,
    title: string,
    effect: string,
  ): Promise<Uri | undefined> {
    const targets: { readonly folder: string; readonly uri: Uri }[] = [];
    for (const folder of listFoldersAbove(file, list)) {
      const uri = await this.locatePath(`${folder}/${file.name}`, list);
      if (uri) targets.push({ folder, uri });
    }
    const [first] = targets;
    if (first && targets.length === 1 && workspace.getWorkspaceFolder(first.uri)) return first.uri;
    const items = targets.map(({ folder, uri }) => ({
      uri,
      label: isForAll(folder) ? t('For all users') : t('Only for you'),
      description: effect,
      detail: t('Writes {0}', uri.path),
    }));
    return (await window.showQuickPick(items, { title, placeHolder: t('Choose where to write the file') }))
      ?.uri;
  }

  private locate(file: ListedDescriptor, list: SearchPath): Promise<Uri | undefined> {
    return this.locatePath(getPath(file), list);
  }

  /** Returns where a file of the listed machine is on this one; tells the user if it cannot be reached. */
  private async locatePath(path: string, { root }: SearchPath): Promise<Uri | undefined> {
    const found = await this.view.folders.locate(path, root);
    if (!found) refuse(t('Cannot open {0}: a link on its path is broken.', path));
    return found;
  }

  /** Returns the entry of a file in its folder: for a link, the link itself. */
  private async locateEntry({ folder, name }: ListedDescriptor, list: SearchPath): Promise<Uri | undefined> {
    const found = await this.locatePath(folder, list);
    return found && Uri.joinPath(found, name);
  }
}

const BESIDE = { viewColumn: ViewColumn.Beside };

async function openFile(file: Uri, selection?: Range, isBeside = false): Promise<void> {
  const failed = t('Cannot open {0}.', file.path);
  try {
    await commands.executeCommand('vscode.open', file, { selection, ...(isBeside && BESIDE) });
  } catch (error) {
    refuse(classifyFailure(error) === 'missing' ? t('{0} no longer exists.', file.path) : failed);
  }
}

/** Asks the user to confirm that a file is removed. */
async function confirmRemoval({ path }: Uri, title: string, label: string): Promise<boolean> {
  const item = { label, detail: t('Removes {0}', path) };
  return (
    (await window.showQuickPick([item], {
      title,
      placeHolder: t('Press Enter to confirm or Escape to cancel'),
    })) === item
  );
}

/** Returns whether programs search a directory for every user of the machine. */
function isForAll(folder: string): boolean {
  return /^\/(?:etc|usr|run|opt|var)\//.test(folder);
}

async function readFile(file: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
}

/** Returns whether a file is still empty, or a link to an empty one. */
async function isEmpty(file: Uri): Promise<boolean> {
  try {
    const { type, size } = await workspace.fs.stat(file);
    return (type & FileType.File) === 0 ? type === FileType.SymbolicLink : size === 0;
  } catch {
    return false;
  }
}
