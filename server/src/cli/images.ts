import type { ImageLook } from '../config/configuration';
import type { SeenImage } from '../descriptor/surroundings';
import { describeFailure, lookIntoImage } from '../service/lookIntoImage';
import type { LookInto } from '../service/namedImages';
import type { RootedWorkspace } from '../workspace/rootedWorkspace';
import type { NoContent } from '../workspace/workspace';

/** The images of a machine, each read once even if several descriptors and links lead to it. */
export class Images {
  private readonly seen = new Map<string, Promise<SeenImage | NoContent>>();

  /** @param machine the files of the machine, by their paths there */
  constructor(private readonly machine: RootedWorkspace) {}

  /** Returns a function that reads images to the given depth; undefined for `off`. */
  look(depth: ImageLook): LookInto | undefined {
    if (depth === 'off') return undefined;
    return async (path) => {
      const found = await this.at(path, depth);
      return 'facts' in found ? found : undefined;
    };
  }

  /** Reads the image at a path, or returns why it cannot be read. Never rejects. */
  async at(path: string, depth: 'headers' | 'all'): Promise<SeenImage | NoContent> {
    const real = await this.machine.toHost(path);
    if (real === undefined) return { problem: { kind: 'link-loop' } };
    const key = `${depth} ${real}`;
    const seen = this.seen.get(key) ?? lookIntoImage(path, depth, this.machine).catch(describeFailure);
    this.seen.set(key, seen);
    return seen;
  }
}
