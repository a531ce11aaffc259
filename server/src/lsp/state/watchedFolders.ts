import type { Registration } from 'vscode-languageserver';
import type { Workspace } from '../../workspace/workspace';
import { WATCH_METHOD } from '../protocol/watching';
import { toFileUri } from '../protocol/fromLsp';

/** Every watched folder uses resources of the client. */
const MAX_FOLDERS = 64;

/** Asks a client that can to watch folders outside the workspace. They remain watched. */
export class WatchedFolders {
  private readonly watched = new Set<string>();

  constructor(
    private readonly workspace: Workspace | undefined,
    private readonly register: (registration: Registration) => void,
  ) {}

  /** Watches the files in these folders, as far as they exist, from now on. */
  async watch(folders: Iterable<string>): Promise<void> {
    for (const folder of new Set(folders)) {
      if (this.watched.has(folder) || this.watched.size >= MAX_FOLDERS) continue;
      this.watched.add(folder);
      if ((await this.workspace?.stat(folder))?.kind !== 'folder') {
        this.watched.delete(folder);
        continue;
      }
      this.register({
        id: `folder:${folder}`,
        method: WATCH_METHOD,
        registerOptions: {
          watchers: [{ globPattern: { baseUri: toFileUri(folder), pattern: '*' } }],
        },
      });
    }
  }
}
