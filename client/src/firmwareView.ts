import { commands, Disposable, EventEmitter, window } from 'vscode';
import type { TreeDataProvider, TreeItem, TreeView } from 'vscode';
import type { SearchPath, SearchPathRequest } from '../../server/src/lsp/protocol/customRequests';
import type { FirmwareFolders } from './firmwareFolders';
import {
  describeTitle,
  getPath,
  listRemarks,
  makeFileItem,
  makeFindingItem,
  type FindingNode,
  type FirmwareNode,
} from './firmwareRows';
import type { Server } from './server';

export { OPEN } from './firmwareRows';

export const VIEW = 'qemuFirmware.searchPath';

/**
 * The descriptors that the first of the chosen consumers finds, in its order; below each what is wrong with it, and those that it hides.
 * The server says when there is something new to show: of files, settings, and of the texts in editors.
 */
export class FirmwareTree implements TreeDataProvider<FirmwareNode | FindingNode>, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: TreeView<FirmwareNode | FindingNode>;
  private readonly listeners: Disposable;
  private current: Promise<SearchPath | null> | undefined;
  /** What the server answered, now or before. */
  private readonly lists = new WeakSet<SearchPath>();

  constructor(
    private readonly server: Server,
    readonly folders: FirmwareFolders,
  ) {
    this.view = window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: false });
    const refresh = (): void => {
      this.refresh();
    };
    this.listeners = Disposable.from(
      server.onDidChangeSearchPath(refresh),
      // A server that was not asked before tells of nothing.
      server.onDidConfigure(refresh),
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

  async getChildren(node?: FirmwareNode | FindingNode): Promise<(FirmwareNode | FindingNode)[]> {
    if (node && 'finding' in node) return [];
    const list = node?.list ?? (await this.list());
    if (!list) return [];
    if (!node) return list.files.filter(({ by }) => by === undefined).map((file) => ({ file, list }));
    const { file } = node;
    const hidden = list.files.filter((other) => file.over.includes(getPath(other)));
    return [
      ...listRemarks(file).map((finding) => ({ file, list, finding })),
      ...hidden.map((other) => ({ file: other, list })),
    ];
  }

  getTreeItem(node: FirmwareNode | FindingNode): TreeItem {
    return 'finding' in node ? makeFindingItem(node) : makeFileItem(node);
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
    this.view.description = list ? describeTitle(list) : '';
    void commands.executeCommand('setContext', 'qemuFirmware.hasNoDescriptors', list?.files.length === 0);
    return list;
  }
}
