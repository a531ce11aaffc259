import type { ImageLook } from '../../config/configuration';
import type { SeenImage } from '../../descriptor/surroundings';
import type { DeepFacts } from '../../images/deep';
import { hasModules, type ImageFacts } from '../../images/facts';
import { ImageCache, type FileState } from '../../images/imageCache';
import type { LookInto } from '../../service/namedImages';
import type { Workspace } from '../../workspace/workspace';
import { describeError, type Log } from '../protocol/guard';
import type { LooksIntoImages } from '../protocol/host';

/** More than all descriptor directories name together. What is known of one image is small. */
const MAX_IMAGES = 4096;

/** Looks into images for an editor, which waits for their headers only: what is compressed is looked at in the background. */
export class SessionImages {
  private readonly headers: ImageCache<ImageFacts | undefined>;
  private readonly modules: ImageCache<DeepFacts | undefined>;
  private readonly awaited = new WeakSet<Promise<unknown>>();
  /** The images whose failure the log has. */
  private readonly failed = new Set<string>();

  /**
   * @param found to be called with the path of an image when there is more to say of it than before
   * @param log is told once of an image why it cannot be looked into
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

  /** What looks into images as far as is wanted; undefined where nothing is. */
  look(wanted: ImageLook): LookInto | undefined {
    return wanted === 'off' ? undefined : (path) => this.at(path, wanted);
  }

  /** The same without a search that somebody would have to wait for: headers, and what is known of modules already. */
  glance(wanted: ImageLook): LookInto | undefined {
    return wanted === 'off' ? undefined : (path) => this.at(path, 'known');
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

  /** What is known at once; if that is nothing yet and it is wanted, it is looked for. */
  private deepFactsOf(
    path: string,
    state: FileState,
    isWanted: boolean,
  ): Pick<SeenImage, 'deep' | 'pending'> {
    // Where nobody knows when a file changes, what is found would be out of date at once.
    if (state.revision === undefined) return {};
    const known = this.modules.known(path, state);
    if (known) return known.facts ? { deep: known.facts } : {};
    if (!isWanted) return {};
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
