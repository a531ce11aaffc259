import { Disposable, EventEmitter, RelativePattern, Uri, workspace } from 'vscode';
import type { HostPathRequest } from '../../server/src/lsp/protocol/customRequests';
import { isLocalPath } from './places';
import type { Server } from './server';

/**
 * The directories that are searched for descriptors: tells when the files in them may have changed, of which the server learns first, and
 * where files of the machine lie.
 */
export class FirmwareFolders implements Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** By directory; there are few, and one that was searched once may be again. */
  private readonly watchers = new Map<string, Disposable>();
  /** The folders that stand for the root of a machine that was shown. */
  private readonly roots = new Set<string>();

  constructor(private readonly server: Server) {}

  /** Watches these, too, from now on. @param root the folder that their paths start below; empty for this machine */
  watch({ root, folders }: { readonly root: string; readonly folders: readonly string[] }): void {
    this.roots.add(root);
    for (const folder of folders.map((path) => root + path))
      if (!this.watchers.has(folder)) this.watchers.set(folder, this.watcher(folder));
  }

  /**
   * Where a file lies that what was shown names, for whoever opens or writes it: no link leads out of the root. Undefined for all else, as
   * commands are given anything, and for links that lead in a circle.
   */
  async locate(path: unknown, root: unknown): Promise<Uri | undefined> {
    if (!isLocalPath(path) || typeof root !== 'string' || !this.roots.has(root)) return undefined;
    if (root === '') return Uri.file(path);
    const found = await this.server.request<HostPathRequest>('qemuFirmware/hostPath', { root, path });
    return found === null ? undefined : Uri.file(found);
  }

  dispose(): void {
    Disposable.from(...this.watchers.values(), this.changed).dispose();
  }

  private watcher(folder: string): Disposable {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), '*'));
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
