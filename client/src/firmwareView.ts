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
 * Shows the descriptors that the first of the chosen consumers finds, in its order; below each its problems and the files that it hides.
 * The server reports when there is something new to show because files, settings or texts in editors changed.
 */
export class FirmwareTree implements TreeDataProvider<FirmwareNode | FindingNode>, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: TreeView<FirmwareNode | FindingNode>;
  private readonly listeners: Disposable;
  private current: Promise<SearchPath | null> | undefined;
  /** The last answer of the server. */
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
      // A server that was not asked before sends no notifications.
      server.onDidConfigure(refresh),
    );
  }

  /** Updates the view, now if it is visible, otherwise when it is shown. */
  refresh(): void {
    this.current = undefined;
    this.changed.fire(undefined);
  }

  /** Also updates what is not watched, such as the installed programs. */
  async lookAgain(): Promise<SearchPath | null> {
    await this.server.lookAgain();
    return this.list();
  }

  /** Requests the list from the server; null if it has no answer. */
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

  /** Returns whether the view shows or has shown this file: commands can be called with anything. */
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
