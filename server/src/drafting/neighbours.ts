import type { SeenImage } from '../descriptor/surroundings';
import type { ImageAt } from './image';
import { fits, listTemplateNames } from './templates';

/** Access to images and their folders. */
export interface ImageFiles {
  /** Returns the names in a folder; empty if the folder does not exist. */
  names(folder: string): Promise<readonly string[]>;
  /** Returns undefined if the image does not exist or cannot be read. */
  look(path: string): Promise<SeenImage | undefined>;
}

/** More templates than any executable has. */
const MAX_TEMPLATES = 24;

/** Finds the images beside an executable that could be its template, those with matching names first. */
export async function findTemplatesBeside(
  { path, facts }: ImageAt,
  architectures: readonly string[],
  files: ImageFiles,
): Promise<readonly ImageAt[]> {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const names = listTemplateNames(path, await files.names(folder === '' ? '/' : folder));
  const found: ImageAt[] = [];
  for (const name of names.slice(0, MAX_TEMPLATES)) {
    const seen = await files.look(`${folder}/${name}`);
    if (seen && fits(facts, seen.facts, architectures)) found.push({ ...seen, path: `${folder}/${name}` });
  }
  return found;
}
