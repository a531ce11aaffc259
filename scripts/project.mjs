import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @returns {string} the absolute path of something in the project */
export const inProject = (...parts) => path.join(root, ...parts);

/** @returns {Record<string, any>} a JSON file of the project, read on each call */
export const readJson = (file) => JSON.parse(readFileSync(inProject(file), 'utf8'));

/** @returns {Record<string, any>} package.json, read on each call */
export const manifest = () => readJson('package.json');

/** @returns {Record<string, any>} the settings of a manifest by name, from all groups */
export const findSettings = ({ contributes }) =>
  Object.assign({}, ...contributes.configuration.map(({ properties }) => properties));

const packageName = () => `${manifest().name}-${manifest().version}`;

/** The absolute path to which `npm run package` writes the extension. */
export const vsixPath = () => inProject(`${packageName()}.vsix`);

/** The absolute path to which `npm run package` writes the linter and the server. */
export const tarballPath = () => inProject(`${packageName()}.tgz`);

/**
 * Returns every file below a folder of the project, as sorted paths relative to the project, with `/`; none if the folder is missing.
 * @param {string} folder relative to the project
 * @param {(file: string) => boolean} [isIncluded]
 * @returns {string[]}
 */
export function filesBelow(folder, isIncluded = () => true) {
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
    .filter(isIncluded)
    .sort();
}
