import type { SeenImage } from '../descriptor/surroundings';
import type { ImageAt } from './image';
import { fits, listTemplateNames } from './templates';

/** What can be seen of images. */
export interface ImageFiles {
  /** The names in a folder; empty where there is none. */
  names(folder: string): Promise<readonly string[]>;
  /** Undefined where there is no image, or it cannot be read. */
  look(path: string): Promise<SeenImage | undefined>;
}

/** More templates than that have no executable in common. */
const MAX_TEMPLATES = 24;

/** The images beside an executable that could be its template, those first whose names say so. */
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
