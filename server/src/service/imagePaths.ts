/** Resolves the paths of images on a machine. */
import type { SameFile } from '../consumers/chooser';
import type { Guest } from '../consumers/guest';
import type { ReadCandidate } from '../selection/explain';
import { findRealPath } from '../workspace/rootedWorkspace';
import type { Workspace } from '../workspace/workspace';

/** More images than the descriptors of any machine name. */
const MAX_IMAGES = 10_000;

/** Returns whether two of these paths lead to the same file after all links are resolved. Compares other and missing paths as text. */
export async function resolvePaths(paths: readonly string[], files: Workspace): Promise<SameFile> {
  const real = new Map<string, string>();
  const targets = new Map<string, Promise<string | undefined>>();
  const linkTarget = (path: string): Promise<string | undefined> => {
    const target = targets.get(path) ?? files.linkTarget(path);
    targets.set(path, target);
    return target;
  };
  for (const path of paths) {
    if (!path.startsWith('/') || real.has(path) || real.size >= MAX_IMAGES) continue;
    const found = (await files.stat(path)) ? await findRealPath(path, { linkTarget }) : undefined;
    real.set(path, found ?? path);
  }
  return (one, other) => one === other || (real.get(one) ?? one) === (real.get(other) ?? other);
}

/**
 * The same for the images that the guest and descriptors name. Undefined if the guest names none, so no descriptor's image has to be
 * looked up.
 */
export async function resolveImages(
  guest: Guest,
  read: readonly ReadCandidate[],
  files: Workspace,
): Promise<SameFile | undefined> {
  const { loader, nvramTemplate, varstoreTemplate } = guest;
  const named = [loader, nvramTemplate, varstoreTemplate].filter((path) => path !== undefined);
  return named.length === 0 ? undefined : resolvePaths([...named, ...listImagesOf(read)], files);
}

/** Finds the missing images of these descriptors. */
export async function findMissingFiles(
  read: readonly ReadCandidate[],
  files: Workspace,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const path of new Set(listImagesOf(read)))
    if (path.startsWith('/') && !(await files.stat(path))) missing.add(path);
  return missing;
}

/** The number of images to look for before a machine counts as one without images. */
const MAX_LOOKED_FOR = 64;

/** Returns whether one of the images exists that the guest or the descriptors name. */
export async function hasSomeImage(
  { loader, nvram }: Guest,
  read: readonly ReadCandidate[],
  files: Pick<Workspace, 'stat'>,
): Promise<boolean> {
  const named = new Set([loader, nvram, ...listImagesOf(read)]);
  const paths = [...named].filter((path) => path?.startsWith('/') === true);
  for (const path of paths.slice(0, MAX_LOOKED_FOR))
    if (path !== undefined && (await files.stat(path))) return true;
  return false;
}

function listImagesOf(read: readonly ReadCandidate[]): string[] {
  return read
    .flatMap(({ firmware }) => [firmware?.file, firmware?.template, firmware?.storeTemplate])
    .filter((path) => path !== undefined);
}
