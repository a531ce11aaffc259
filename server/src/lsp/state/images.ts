import type { ImageLook } from '../../config/configuration';
import type { DescriptorDocument } from '../../descriptor/document';
import { imagePaths } from '../../descriptor/firmwareView';
import type { SeenImage } from '../../descriptor/surroundings';
import type { DeepFacts } from '../../images/deep';
import { hasModules, type ImageFacts } from '../../images/facts';
import { ImageCache, type FileState } from '../../images/imageCache';
import type { LookInto } from '../../selection/namedImages';
import type { Workspace } from '../../workspace/workspace';
import type { LooksIntoImages } from '../protocol/host';

/** More than all descriptor directories name together. What is known of one image is small. */
const MAX_IMAGES = 4096;

/** Looks into images for an editor, which waits for their headers only: what is compressed is looked at in the background. */
export class Images {
  private readonly headers: ImageCache<ImageFacts | undefined>;
  private readonly modules: ImageCache<DeepFacts | undefined>;
  private readonly awaited = new WeakSet<Promise<unknown>>();
  /** When there was last something new about an image, by its path, as a count of such events. */
  private readonly news = new Map<string, number>();
  private forgotten = 0;
  private count = 0;

  /** @param found to be called when there is more to say of an image than before */
  constructor(
    private readonly workspace: Workspace,
    host: LooksIntoImages,
    private readonly found: () => void,
  ) {
    this.headers = new ImageCache((path) => host.headers(path), MAX_IMAGES);
    this.modules = new ImageCache((path) => host.modules(path).catch(() => undefined), MAX_IMAGES);
  }

  /** What looks into images as far as is wanted; undefined where nothing is. */
  look(wanted: ImageLook): LookInto | undefined {
    return wanted === 'off' ? undefined : (path) => this.at(path, wanted === 'all');
  }

  /** To be remembered with what is made of images now; see `isOutdated`. */
  get time(): number {
    return this.count;
  }

  /** Whether there is something new about the images that a document names, since a time. */
  isOutdated({ view }: DescriptorDocument, since: number): boolean {
    return imagePaths(view).some(({ value }) => (this.news.get(value) ?? this.forgotten) > since);
  }

  /** To be called with the paths of files that were written, created or deleted. */
  changed(paths: readonly string[]): void {
    if (this.news.size > MAX_IMAGES) {
      this.news.clear();
      this.forgotten = ++this.count;
    }
    for (const path of paths) this.news.set(path, ++this.count);
  }

  private async at(path: string, isDeep: boolean): Promise<SeenImage | undefined> {
    const state = await this.workspace.stat(path);
    if (state?.kind !== 'file') return undefined;
    const facts = await this.headers.get(path, state).catch(() => undefined);
    if (!facts) return undefined;
    const deep = isDeep && hasModules(facts) ? this.deepFactsOf(path, state) : undefined;
    return { facts, ...deep };
  }

  /** What is known at once; if that is nothing yet, it is looked for. */
  private deepFactsOf(path: string, state: FileState): Pick<SeenImage, 'deep' | 'pending'> {
    // Where nobody knows when a file changes, what is found would be out of date at once.
    if (state.modified === undefined) return {};
    const known = this.modules.known(path, state);
    if (known) return known.facts ? { deep: known.facts } : {};
    const answer = this.modules.get(path, state);
    if (!this.awaited.has(answer)) {
      this.awaited.add(answer);
      void answer.then((facts) => {
        if (!facts) return;
        this.changed([path]);
        this.found();
      });
    }
    return { pending: true };
  }
}
