import type { DescriptorDocument } from '../descriptor/document';
import { hasPlaceholder, listImagePaths } from '../descriptor/firmwareView';
import type { SeenImage, Surroundings } from '../descriptor/surroundings';
import type { Workspace } from '../workspace/workspace';

/** How many names in the folder of a missing image are told. */
const MAX_NAMES = 1000;

/** Looks into the image at a path as a descriptor names it; undefined where there is none, or it cannot be read. Never rejects. */
export type LookInto = (path: string) => Promise<SeenImage | undefined>;

/**
 * Which of the images that a descriptor names are there, and what they are.
 *
 * @param machine the files of the machine that the descriptor is for, by their paths there
 * @param look undefined where nobody looks into images
 */
export async function findNamedImages(
  document: DescriptorDocument,
  machine: Workspace,
  look?: LookInto,
): Promise<Pick<Surroundings, 'missingImages' | 'unreadableImages' | 'images'>> {
  const missing = new Map<string, readonly string[]>();
  const unreadable = new Set<string>();
  const images = new Map<string, SeenImage>();
  const paths = listImagePaths(document.view).map(({ value }) => value);
  for (const path of new Set(paths.filter(canBeLookedUp))) {
    const names = await listNamesInstead(path, machine);
    if (names) missing.set(path, names);
    const image = names ? undefined : await look?.(path);
    if (image) images.set(path, image);
    else if (!names && look && (await isClosed(path, machine))) unreadable.add(path);
  }
  return { missingImages: missing, ...(look && { images, unreadableImages: unreadable }) };
}

/** A path that is not absolute, or that a build has yet to fill in, has a meaning of its own. */
function canBeLookedUp(path: string): boolean {
  return path.startsWith('/') && !hasPlaceholder(path);
}

/** Whether somebody else may read what is at a path. */
export async function isClosed(path: string, machine: Pick<Workspace, 'read'>): Promise<boolean> {
  const content = await machine.read(path, 0);
  return 'problem' in content && content.problem.kind === 'denied';
}

/** The names in the folder of an image that is not there; undefined where it is. */
async function listNamesInstead(path: string, machine: Workspace): Promise<readonly string[] | undefined> {
  if ((await machine.stat(path)) || (await isClosed(path, machine))) return undefined;
  const found = await machine.entries(path.slice(0, path.lastIndexOf('/')) || '/');
  return 'entries' in found ? found.entries.slice(0, MAX_NAMES).map(({ name }) => name) : [];
}
