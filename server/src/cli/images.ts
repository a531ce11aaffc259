import type { ImageLook } from '../config/configuration';
import type { SeenImage } from '../descriptor/surroundings';
import { describeFailure, lookIntoImage } from '../service/lookIntoImage';
import type { LookInto } from '../service/namedImages';
import type { RootedWorkspace } from '../workspace/rootedWorkspace';
import type { NoContent } from '../workspace/workspace';

/** The images of a machine, each looked into once, whatever number of descriptors and links lead to it. */
export class Images {
  private readonly seen = new Map<string, Promise<SeenImage | NoContent>>();

  /** @param machine the files of the machine, by their paths there */
  constructor(private readonly machine: RootedWorkspace) {}

  /** What looks into images as far as is wanted; undefined where nothing is. */
  look(wanted: ImageLook): LookInto | undefined {
    if (wanted === 'off') return undefined;
    return async (path) => {
      const found = await this.at(path, wanted);
      return 'facts' in found ? found : undefined;
    };
  }

  /** What the image at a path is, or why it cannot be read. Never rejects. */
  async at(path: string, depth: 'headers' | 'all'): Promise<SeenImage | NoContent> {
    const real = await this.machine.toHost(path);
    if (real === undefined) return { problem: { kind: 'link-loop' } };
    const key = `${depth} ${real}`;
    const seen = this.seen.get(key) ?? lookIntoImage(path, depth, this.machine).catch(describeFailure);
    this.seen.set(key, seen);
    return seen;
  }
}
