import {
  commands,
  Disposable,
  EventEmitter,
  MarkdownString,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import type { TreeDataProvider, TreeView } from 'vscode';
import type {
  ListedDescriptor,
  SearchPath,
  SearchPathRequest,
} from '../../server/src/lsp/protocol/customRequests';
import { escapeText, joinBlocks, makeParagraph, makeStrong } from '../../server/src/text/markdown';
import { makeVisible } from '../../server/src/text/visible';
import type { FirmwareFolders } from './firmwareFolders';
import { describeProblems, chooseStateIcon, describeState } from './firmwareTexts';
import type { Server } from './server';
import { t } from './texts';

export const VIEW = 'qemuFirmware.searchPath';
export const OPEN = 'qemuFirmware.openDescriptor';

/** Where packages put descriptors. */
const PACKAGED = '/usr/share/qemu/firmware';

/** A file in the view. */
export interface FirmwareNode {
  readonly file: ListedDescriptor;
  readonly list: SearchPath;
}

/** The descriptors that the first of the chosen consumers finds, in its order; below each those that it hides. */
export class FirmwareTree implements TreeDataProvider<FirmwareNode>, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: TreeView<FirmwareNode>;
  private readonly listeners: Disposable;
  private current: Promise<SearchPath | null> | undefined;
  /** What the server answered, now or before. */
  private readonly lists = new WeakSet<SearchPath>();

  constructor(
    private readonly server: Server,
    readonly folders: FirmwareFolders,
  ) {
    this.view = window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: false });
    this.listeners = Disposable.from(
      folders.onDidChange(() => {
        this.refresh();
      }),
      server.onDidConfigure(() => {
        this.refresh();
      }),
    );
  }

  /** Looks again, now if the view is visible, else when it is shown. */
  refresh(): void {
    this.current = undefined;
    this.changed.fire(undefined);
  }

  /** Looks again at all that may have changed where nothing is watched, such as the programs that are installed. */
  async lookAgain(): Promise<SearchPath | null> {
    await this.server.lookAgain();
    return this.list();
  }

  /** What is listed, as the server has it; null where it has no answer. */
  list(): Promise<SearchPath | null> {
    return (this.current ??= this.ask());
  }

  async getChildren(node?: FirmwareNode): Promise<FirmwareNode[]> {
    const list = node?.list ?? (await this.list());
    if (!list) return [];
    const wanted = (file: ListedDescriptor): boolean =>
      node ? node.file.over.includes(getPath(file)) : file.by === undefined;
    return list.files.filter(wanted).map((file) => ({ file, list }));
  }

  getTreeItem({ file, list }: FirmwareNode): TreeItem {
    const { name, over } = file;
    const state = over.length > 0 ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.None;
    const item = new TreeItem(makeVisible(name), state);
    const path = getPath(file);
    item.resourceUri = Uri.file(list.root + path);
    item.id = item.resourceUri.path;
    item.iconPath = chooseStateIcon(file);
    item.description = makeVisible(describeEntry(file, list));
    item.tooltip = makeTooltip(file, list);
    item.contextValue = makeContext(file, list);
    item.command = { title: t('Open'), command: OPEN, arguments: [path, list.root] };
    return item;
  }

  /** Whether that is a file that the view shows or showed: commands are given anything. */
  shows(value: unknown): value is FirmwareNode {
    if (typeof value !== 'object' || value === null) return false;
    const { file, list } = value as Partial<FirmwareNode>;
    return list !== undefined && file !== undefined && this.lists.has(list) && list.files.includes(file);
  }

  dispose(): void {
    Disposable.from(this.listeners, this.view, this.changed).dispose();
  }

  private async ask(): Promise<SearchPath | null> {
    const list = await this.server.request<SearchPathRequest>('qemuFirmware/searchPath', {});
    if (list) {
      this.lists.add(list);
      this.folders.watch(list);
    } else this.current = undefined;
    this.view.description = list ? describeConsumer(list.consumer) : '';
    void commands.executeCommand('setContext', 'qemuFirmware.hasNoDescriptors', list?.files.length === 0);
    return list;
  }
}

/** The path of a file on the machine that is listed. */
export function getPath({ folder, name }: ListedDescriptor): string {
  return `${folder}/${name}`;
}

/** The directories in which a new file of that name would come before this one, the most specific last. */
export function listFoldersAbove({ folder, name, by }: ListedDescriptor, list: SearchPath): string[] {
  const { folders, files, merges } = list;
  const isFree = (above: string): boolean =>
    !files.some((other) => other.folder === above && other.name === name);
  // Nothing of the user's belongs where packages put theirs, nor in directories that only settings name.
  const above = Math.max(folders.indexOf(folder), folders.indexOf(PACKAGED)) + 1;
  return merges && by === undefined ? folders.slice(above).filter(isFree) : [];
}

/** The file that comes before this one. */
function findAbove({ by }: ListedDescriptor, { files }: SearchPath): ListedDescriptor | undefined {
  return files.find((other) => getPath(other) === by);
}

/** Whose view of the files it is, and why. The name comes first: the title has no room for more, only its tooltip has. */
function describeConsumer({ name, why = name }: SearchPath['consumer']): string {
  return why.startsWith(name) ? why : `${name} · ${why}`;
}

/** Where it lies, unless that is where packages put it, and what is wrong with it; else what it describes. */
function describeEntry(file: ListedDescriptor, list: SearchPath): string {
  const place = file.folder === PACKAGED ? '' : file.folder;
  const notes = [
    place,
    file.verdict === 'loads' ? '' : describeState(file, findAbove(file, list)),
    describeProblems(file),
  ];
  return notes.filter(Boolean).join(' · ') || file.summary;
}

function makeTooltip(file: ListedDescriptor, list: SearchPath): MarkdownString {
  const lines = [
    file.summary,
    t('{0}: {1}', list.consumer.name, describeState(file, findAbove(file, list))),
    ...file.because.map(({ code, message }) => (message === undefined ? code : `${message} (${code})`)),
    file.by === undefined ? '' : t('{0} comes before it.', file.by),
    ...file.missingImages.map((image) => t('The image {0} is not there.', image)),
    ...file.unreadableImages.map((image) => t('No permission to read the image {0}.', image)),
    describeProblems({ ...file, missingImages: [] }),
  ];
  const shown = lines.filter((line) => line !== '').map((line) => makeParagraph(escapeText(line)));
  return new MarkdownString(joinBlocks([makeStrong(escapeText(getPath(file))), ...shown]));
}

/** What the menu goes by. */
function makeContext(file: ListedDescriptor, list: SearchPath): string {
  const { by, over, verdict } = file;
  const isAbove = listFoldersAbove(file, list).length > 0;
  return [
    'file',
    ...(by !== undefined || over.length > 0 ? ['paired'] : []),
    ...(isAbove && verdict !== 'masks' ? ['overridable'] : []),
  ].join(' ');
}
