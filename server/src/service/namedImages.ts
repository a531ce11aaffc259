import type { DescriptorDocument } from '../descriptor/document';
import { hasPlaceholder, listImagePaths } from '../descriptor/firmwareView';
import type { SeenImage, Surroundings } from '../descriptor/surroundings';
import type { Workspace } from '../workspace/workspace';

/** How many names in the folder of a missing image are returned. */
const MAX_NAMES = 1000;

/** Reads the image at a path as a descriptor names it; undefined if it does not exist or cannot be read. Never rejects. */
export type LookInto = (path: string) => Promise<SeenImage | undefined>;

/**
 * Finds which of the images that a descriptor names exist, and what they are.
 *
 * @param machine the files of the machine that the descriptor is for, by their paths there
 * @param look undefined if images are not read
 */
export async function findNamedImages(
  document: DescriptorDocument,
  machine: Workspace,
  look?: LookInto,
): Promise<Pick<Surroundings, 'missingImages' | 'unreadableImages' | 'images'>> {
  const missing = new Map<string, readonly string[]>();
  const unreadable = new Map<string, 'folder' | 'denied'>();
  const images = new Map<string, SeenImage>();
  const names = new Map<string, readonly string[]>();
  const paths = listImagePaths(document.view).map(({ value }) => value);
  for (const path of new Set(paths.filter(canBeLookedUp))) {
    const state = await machine.stat(path);
    const image = state?.kind === 'file' ? await look?.(path) : undefined;
    if (image) images.set(path, image);
    else if (state?.kind === 'folder') unreadable.set(path, 'folder');
    else if ((look ?? !state) && (await isDenied(path, machine))) unreadable.set(path, 'denied');
    else if (!state) {
      const folder = path.slice(0, path.lastIndexOf('/')) || '/';
      const found = names.get(folder) ?? (await listNames(folder, machine));
      names.set(folder, found);
      missing.set(path, found);
    }
  }
  return { missingImages: missing, unreadableImages: unreadable, ...(look && { images }) };
}

/** Paths that are not absolute, that a build has yet to fill in, or that end like folders have their own meaning. */
function canBeLookedUp(path: string): boolean {
  return path.startsWith('/') && !path.endsWith('/') && !hasPlaceholder(path);
}

/** Returns whether a file exists that only other users may read. */
export async function isDenied(path: string, machine: Pick<Workspace, 'open'>): Promise<boolean> {
  const file = await machine.open(path);
  if ('problem' in file) return file.problem.kind === 'denied';
  await file.close();
  return false;
}

/** Lists the names in the folders of missing images: code and variables are often in one folder. */
async function listNames(folder: string, machine: Workspace): Promise<readonly string[]> {
  const found = await machine.entries(folder);
  return 'entries' in found ? found.entries.slice(0, MAX_NAMES).map(({ name }) => name) : [];
}
