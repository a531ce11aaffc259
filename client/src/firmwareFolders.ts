import { Disposable, EventEmitter, RelativePattern, window, workspace } from 'vscode';
import type { Uri } from 'vscode';
import type { HostPathRequest } from '../../server/src/lsp/protocol/customRequests';
import { findRoot, toMachineUri } from './machineFiles';
import { isLocalPath } from './places';
import type { Server } from './server';

/**
 * The directories that are searched for descriptors. Reports when their files may have changed, after it has told the server, and
 * finds files of the machine.
 */
export class FirmwareFolders implements Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** By directory. There are few, and they may be searched again. */
  private readonly watchers = new Map<string, Disposable>();
  /** The root folders of the machines that were shown. */
  private readonly roots = new Set<string>();

  constructor(private readonly server: Server) {}

  /** Watches these directories, too, from now on. @param root the folder below which their paths start; empty for this machine */
  watch({ root, folders }: { readonly root: string; readonly folders: readonly string[] }): void {
    this.roots.add(root);
    for (const folder of folders.map((path) => root + path))
      if (!this.watchers.has(folder)) this.watchers.set(folder, this.watcher(folder));
  }

  /**
   * Returns where a file that was shown, or that a fix in the active editor names, can be opened or written: no link leads out of the root.
   * Undefined for all other values, because commands can be called with anything, and for circular links.
   */
  async locate(path: unknown, root: unknown): Promise<Uri | undefined> {
    if (!isLocalPath(path) || typeof root !== 'string' || !(await this.isKnown(root))) return undefined;
    if (root === '') return toMachineUri(path);
    const found = await this.server.request<HostPathRequest>('qemuFirmware/hostPath', { root, path });
    return found === null ? undefined : toMachineUri(found);
  }

  /** Fixes for a domain name files below its root even if neither the view nor the page has shown any. */
  private async isKnown(root: string): Promise<boolean> {
    return this.roots.has(root) || root === (await findRoot(window.activeTextEditor?.document.uri));
  }

  dispose(): void {
    Disposable.from(...this.watchers.values(), this.changed).dispose();
  }

  private watcher(folder: string): Disposable {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(toMachineUri(folder), '*'));
    const tell = (uri: Uri): void => {
      this.server.tellOfChange(uri);
      this.changed.fire();
    };
    return Disposable.from(
      watcher,
      watcher.onDidCreate(tell),
      watcher.onDidChange(tell),
      watcher.onDidDelete(tell),
    );
  }
}
