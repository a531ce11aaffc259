import { Disposable, EventEmitter, RelativePattern, Uri, workspace } from 'vscode';
import type { Server } from './server';

/** Tells when the files in the directories that are searched for descriptors may have changed, of which the server learns first. */
export class FirmwareFolders implements Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** By directory; there are few, and one that was searched once may be again. */
  private readonly watchers = new Map<string, Disposable>();

  constructor(private readonly server: Server) {}

  /** Watches these, too, from now on. @param root the folder that their paths start below; empty for this machine */
  watch({ root, folders }: { readonly root: string; readonly folders: readonly string[] }): void {
    for (const folder of folders.map((path) => root + path))
      if (!this.watchers.has(folder)) this.watchers.set(folder, this.watcher(folder));
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
