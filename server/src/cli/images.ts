import type { ImageLook } from '../config/configuration';
import type { SeenImage } from '../descriptor/surroundings';
import { deepFacts, type DeepFacts } from '../images/deep';
import type { ImageFacts } from '../images/facts';
import type { ImageReader } from '../images/imageReader';
import { inspectImage } from '../images/inspectImage';
import type { LookInto } from '../selection/namedImages';
import { resolveBelow } from '../selection/rooted';
import { openFile } from '../workspace/nodeFile';
import { linkTarget } from '../workspace/nodeBlockingFiles';

/** The images below a root, each looked into once, whatever number of descriptors and links lead to it. */
export class Images {
  private readonly facts = new Map<string, Promise<ImageFacts | undefined>>();
  private readonly deep = new Map<string, Promise<DeepFacts | undefined>>();

  /** @param root the folder that stands for the root of the file system; empty for this machine */
  constructor(private readonly root: string) {}

  /** What looks into images as far as is wanted; undefined where nothing is. */
  look(wanted: ImageLook): LookInto | undefined {
    return wanted === 'off' ? undefined : (path) => this.at(path, wanted === 'all');
  }

  /** What the image at a path is; undefined where there is none, or it cannot be read. Never rejects. */
  async at(path: string, isDeep: boolean): Promise<SeenImage | undefined> {
    const real = await resolveBelow(this.root, path, linkTarget);
    if (real === undefined) return undefined;
    const file = this.root + real;
    const facts = await once(this.facts, file, inspectImage);
    if (!facts) return undefined;
    const deep =
      isDeep && facts.content === 'uefi'
        ? await once(this.deep, file, (image) => deepFacts(image))
        : undefined;
    return { facts, ...(deep && { deep }) };
  }
}

/** What `read` makes of a file; undefined where that cannot be read: the image is taken for one that nobody knows. */
function once<T>(
  known: Map<string, Promise<T | undefined>>,
  path: string,
  read: (image: ImageReader) => Promise<T | undefined>,
): Promise<T | undefined> {
  const found = known.get(path) ?? readFrom(path, read).catch(() => undefined);
  known.set(path, found);
  return found;
}

async function readFrom<T>(
  path: string,
  read: (image: ImageReader) => Promise<T | undefined>,
): Promise<T | undefined> {
  const file = await openFile(path);
  return file && read(file).finally(() => file.close());
}
