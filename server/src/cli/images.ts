import type { ImageLook } from '../config/configuration';
import type { SeenImage } from '../descriptor/surroundings';
import type { LookInto } from '../service/namedImages';
import { resolveBelow } from '../selection/rooted';
import { lookIntoImage } from '../service/lookIntoImage';
import { blockingFiles } from '../workspace/nodeBlockingFiles';
import { nodeWorkspace } from '../workspace/nodeWorkspace';

/** The images below a root, each looked into once, whatever number of descriptors and links lead to it. */
export class Images {
  private readonly seen = new Map<string, Promise<SeenImage | undefined>>();

  /** @param root the folder that stands for the root of the file system; empty for this machine */
  constructor(private readonly root: string) {}

  /** What looks into images as far as is wanted; undefined where nothing is. */
  look(wanted: ImageLook): LookInto | undefined {
    return wanted === 'off' ? undefined : (path) => this.at(path, wanted);
  }

  /** What the image at a path is; undefined where there is none, or it cannot be read. Never rejects. */
  async at(path: string, depth: 'headers' | 'all'): Promise<SeenImage | undefined> {
    const real = await resolveBelow(this.root, path, (link) => blockingFiles.linkTarget(link));
    if (real === undefined) return undefined;
    const key = `${depth} ${real}`;
    const seen =
      this.seen.get(key) ?? lookIntoImage(this.root + real, depth, nodeWorkspace).catch(() => undefined);
    this.seen.set(key, seen);
    return seen;
  }
}
