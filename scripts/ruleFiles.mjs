import path from 'node:path';
import { filesBelow } from './project.mjs';

/** Where the rules are, relative to the project. */
export const RULES_FOLDER = 'server/src/rules';

/**
 * The families of rules, in the order of the documentation: each is a folder of RULES_FOLDER that contains only rules.
 * @type {readonly { folder: string, title: string, about: string }[]}
 */
export const FAMILIES = [
  { folder: 'json', title: 'JSON', about: 'Rules on the text as JSON.' },
  { folder: 'schema', title: 'The schema', about: 'Rules on what the schema states.' },
  {
    folder: 'firmware',
    title: 'What the members mean together',
    about: 'Rules on what the members mean together.',
  },
  {
    folder: 'image',
    title: 'The images',
    about: 'Rules that compare the images with what the descriptor says of them.',
  },
  {
    folder: 'file',
    title: 'The file among others',
    about: 'Rules on where the file lies, and what lies around it.',
  },
];

/** The rules on the definitions of guests: they see a domain instead of a descriptor. */
export const GUEST_FAMILY = {
  folder: 'guest',
  title: 'Guests',
  about: 'Rules on the definitions of guests.',
};

/** The folders of RULES_FOLDER without rules: code that several rules share. */
const OTHERS = ['shared'];

/**
 * Returns the file of every rule, by family. Throws for a folder that is not a family.
 * @returns {readonly { folder: string, files: readonly { name: string, module: string }[] }[]} `module` as index.ts imports it
 */
export function ruleFiles() {
  const files = filesBelow(RULES_FOLDER).map((file) => path.posix.relative(RULES_FOLDER, file));
  const families = [...FAMILIES, GUEST_FAMILY].map(({ folder }) => folder);
  const folders = [...families, ...OTHERS];
  const stray = files.find((file) => file.includes('/') && !folders.includes(path.posix.dirname(file)));
  if (stray)
    throw new Error(`${RULES_FOLDER}/${stray}: unknown folder; the families are in scripts/ruleFiles.mjs`);
  return families.map((folder) => ({
    folder,
    files: files
      .filter((file) => path.posix.dirname(file) === folder)
      .map((file) => ({ name: path.posix.basename(file, '.ts'), module: `./${file.replace(/\.ts$/, '')}` })),
  }));
}
