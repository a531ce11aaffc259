import { listImages, isOnDisk } from '../../features/images';
import { describeError } from '../protocol/guard';
import type { Nearby } from './nearby';
import type { Session } from './session';
import type { WatchedFolders } from './watchedFolders';

/** Watches the folders of the images that open descriptors name. */
export class ImageFolders {
  constructor(
    private readonly nearby: Nearby,
    private readonly session: Session,
    private readonly watched: WatchedFolders,
  ) {}

  /** Call this when a document was opened or saved, not while a path is typed. */
  watchFor(uri: string): void {
    if (!this.session.client.watchFolders || !this.nearby.isOfMachine(uri)) return;
    this.watchFoldersOf(uri).catch((error: unknown) => {
      this.session.log(`The images of ${uri} are not watched: ${describeError(error)}`);
    });
  }

  private async watchFoldersOf(uri: string): Promise<void> {
    const open = await this.session.documents.descriptor(uri);
    if (!open || open.settings.images === 'off') return;
    const root = this.nearby.rootOf(uri);
    const paths = listImages(open.document).filter(isOnDisk);
    await this.watched.watch(paths.map(({ path }) => root + path.slice(0, path.lastIndexOf('/'))));
  }
}
