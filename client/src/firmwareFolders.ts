import { Disposable, EventEmitter, RelativePattern, Uri, workspace } from 'vscode';
import type { Server } from './server';

/** Tells when the files in the directories that are searched for descriptors may have changed, of which the server learns first. */
export class FirmwareFolders implements Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private watched = '';
  private watchers = Disposable.from();

  constructor(private readonly server: Server) {}

  /** Watches these from now on. @param root the folder that their paths start below; empty for this machine */
  watch({ root, folders }: { readonly root: string; readonly folders: readonly string[] }): void {
    const wanted = folders.map((folder) => root + folder);
    const key = wanted.join('\0');
    if (key === this.watched) return;
    this.watched = key;
    this.watchers.dispose();
    this.watchers = Disposable.from(...wanted.flatMap((folder) => this.watcher(folder)));
  }

  dispose(): void {
    Disposable.from(this.watchers, this.changed).dispose();
  }

  private watcher(folder: string): Disposable[] {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), '*'));
    const tell = (uri: Uri): void => {
      this.server.tellOfChange(uri);
      this.changed.fire();
    };
    return [watcher, watcher.onDidCreate(tell), watcher.onDidChange(tell), watcher.onDidDelete(tell)];
  }
}
