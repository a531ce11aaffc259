import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @returns {string} the absolute path of something in the project */
export const inProject = (...parts) => path.join(root, ...parts);

/** @returns {Record<string, any>} a JSON file of the project, read anew */
export const readJson = (file) => JSON.parse(readFileSync(inProject(file), 'utf8'));

/** @returns {Record<string, any>} package.json, read anew */
export const manifest = () => readJson('package.json');

/** @returns {Record<string, any>} the settings of a manifest, by their names, whatever group they are in */
export const findSettings = ({ contributes }) =>
  Object.assign({}, ...contributes.configuration.map(({ properties }) => properties));

const packageName = () => `${manifest().name}-${manifest().version}`;

/** Where `npm run package` leaves the extension, absolute. */
export const vsixPath = () => inProject(`${packageName()}.vsix`);

/** Where `npm run package` leaves the linter and the server, absolute. */
export const tarballPath = () => inProject(`${packageName()}.tgz`);

/**
 * Every file below a folder of the project, as sorted paths relative to the project with `/`; none if the folder is missing.
 * @param {string} folder relative to the project
 * @param {(file: string) => boolean} [wanted]
 * @returns {string[]}
 */
export function filesBelow(folder, wanted = () => true) {
  let entries;
  try {
    entries = readdirSync(inProject(folder), { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter(wanted)
    .sort();
}
