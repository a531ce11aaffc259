import type { ImageLook } from '../../config/configuration';
import type { SeenImage } from '../../descriptor/surroundings';
import type { DeepFacts } from '../../images/deep';
import { hasModules, type ImageFacts } from '../../images/facts';
import { ImageCache, type FileState } from '../../images/imageCache';
import type { LookInto } from '../../service/namedImages';
import type { Workspace } from '../../workspace/workspace';
import { describeError, type Log } from '../protocol/guard';
import type { LooksIntoImages } from '../protocol/host';

/** More than the images in all descriptor directories. The facts of one image are small. */
const MAX_IMAGES = 4096;

/** Reads images for an editor, which waits only for their headers: compressed parts are read in the background. */
export class SessionImages {
  private readonly headers: ImageCache<ImageFacts | undefined>;
  private readonly modules: ImageCache<DeepFacts | undefined>;
  private readonly awaited = new WeakSet<Promise<unknown>>();
  /** The images whose failure was logged. */
  private readonly failed = new Set<string>();

  /**
   * @param found called with the path of an image when more is known about it
   * @param log called once for each image that cannot be read, with the reason
   */
  constructor(
    private readonly workspace: Workspace,
    host: LooksIntoImages,
    private readonly found: (path: string) => void,
    private readonly log: Log,
  ) {
    this.headers = new ImageCache((path) => host.headers(path), MAX_IMAGES);
    this.modules = new ImageCache(
      (path) =>
        host.modules(path).catch((error: unknown) => {
          this.tell(path, error);
          return undefined;
        }),
      MAX_IMAGES,
    );
  }

  /** Returns a function that reads images to the given depth; undefined for `off`. */
  look(depth: ImageLook): LookInto | undefined {
    return depth === 'off' ? undefined : (path) => this.at(path, depth);
  }

  /** Returns the same without slow work: headers, and facts about modules that are already known. */
  glance(depth: ImageLook): LookInto | undefined {
    return depth === 'off' ? undefined : (path) => this.at(path, 'known');
  }

  private async at(path: string, depth: ImageLook | 'known'): Promise<SeenImage | undefined> {
    const state = await this.workspace.stat(path);
    if (state?.kind !== 'file') return undefined;
    const facts = await this.headers.get(path, state).catch((error: unknown) => {
      this.tell(path, error);
      return undefined;
    });
    if (!facts) return undefined;
    const isDeep = depth !== 'headers' && hasModules(facts);
    return { facts, ...(isDeep && this.deepFactsOf(path, state, depth === 'all')) };
  }

  private tell(path: string, error: unknown): void {
    if (!this.failed.has(path)) this.log(`${path} cannot be looked into: ${describeError(error)}`);
    if (this.failed.size < MAX_IMAGES) this.failed.add(path);
  }

  /** Returns the known facts; if there are none yet and they are requested, starts to read them. */
  private deepFactsOf(
    path: string,
    state: FileState,
    isRequested: boolean,
  ): Pick<SeenImage, 'deep' | 'pending'> {
    // If changes of a file cannot be detected, the facts would be out of date immediately.
    if (state.revision === undefined) return {};
    const known = this.modules.known(path, state);
    if (known) return known.facts ? { deep: known.facts } : {};
    if (!isRequested) return {};
    const answer = this.modules.get(path, state);
    if (!this.awaited.has(answer)) {
      this.awaited.add(answer);
      void answer.then((facts) => {
        if (facts) this.found(path);
      });
    }
    return { pending: true };
  }
}
