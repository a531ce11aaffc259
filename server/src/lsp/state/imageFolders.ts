import type { Registration } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { listImages, isOnDisk } from '../../features/images';
import { describeError } from '../protocol/guard';
import type { Nearby } from './nearby';
import type { Session } from './session';
import { WATCH_METHOD } from '../protocol/watching';

/** Every watched folder uses resources of the client. */
const MAX_FOLDERS = 64;

/** Asks the client to watch the folders of the images that open descriptors name, if it can. Folders remain watched. */
export class ImageFolders {
  private readonly watched = new Set<string>();

  constructor(
    private readonly nearby: Nearby,
    private readonly session: Session,
    private readonly register: (registration: Registration) => void,
  ) {}

  /** Call this when a document was opened or saved, not while a path is typed. */
  watchFor(uri: string): void {
    if (!this.session.client.watchFolders || !this.nearby.isOfMachine(uri)) return;
    this.watchFoldersOf(uri).catch((error: unknown) => {
      this.session.log(`The images of ${uri} are not watched: ${describeError(error)}`);
    });
  }

  private async watchFoldersOf(uri: string): Promise<void> {
    const { documents, workspace } = this.session;
    const open = await documents.descriptor(uri);
    if (!open || open.settings.images === 'off') return;
    const root = this.nearby.rootOf(uri);
    const paths = listImages(open.document).filter(isOnDisk);
    for (const folder of new Set(paths.map(({ path }) => root + path.slice(0, path.lastIndexOf('/'))))) {
      if (this.watched.has(folder) || this.watched.size >= MAX_FOLDERS) continue;
      this.watched.add(folder);
      if ((await workspace?.stat(folder))?.kind !== 'folder') {
        this.watched.delete(folder);
        continue;
      }
      this.register({
        id: `images:${folder}`,
        method: WATCH_METHOD,
        registerOptions: {
          watchers: [{ globPattern: { baseUri: URI.file(folder).toString(), pattern: '*' } }],
        },
      });
    }
  }
}
