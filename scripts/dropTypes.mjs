import { readFileSync } from 'node:fs';
import { filesBelow, inProject } from './project.mjs';

/** The types of LSP: for each a namespace of functions that make and check values, of which the server calls next to none. */
const TYPES = /[\\/]vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/;
const NAMESPACE = /^(?:export )?var (\w+);\n\(function \(\1\) \{\n[^]*?^\}\)\(\1 \|\| \(\1 = \{\}\)\);\n/gm;

/** TypeScript gives the variable of an imported module a number at its end. */
const MEMBER = /\b\w+_\d+\.(\w+)/g;
const IMPORT = /^import \{([^}]*)\} from 'vscode-language/gm;

/**
 * Leaves the namespaces out of vscode-languageserver-types that no code in these folders names. esbuild cannot tell, because CommonJS modules
 * pass on whatever that package exports.
 *
 * @param {string[]} folders of the project, with all code of the bundle that may name one
 * @returns {import('esbuild').Plugin}
 */
export function dropTypes(folders) {
  return {
    name: 'drop-types',
    setup(build) {
      build.onLoad({ filter: TYPES }, ({ path }) => ({
        contents: dropNamespaces(readFileSync(path, 'utf8'), findNames(folders)),
        loader: 'js',
      }));
    },
  };
}

/** Without the namespaces that are neither in `names` nor named by one that stays. */
function dropNamespaces(text, names) {
  const code = dropComments(text);
  const all = [...code.matchAll(NAMESPACE)].map(([whole, name]) => ({ whole, name }));
  const kept = new Set();
  const keep = (isNamed) => {
    for (const each of all) {
      if (kept.has(each) || !isNamed(each.name)) continue;
      kept.add(each);
      keep((name) => new RegExp(`\\b${name}\\b`).test(each.whole));
    }
  };
  keep((name) => names.has(name));
  return all.reduce((left, each) => (kept.has(each) ? left : left.replace(each.whole, '')), code);
}

/** What the code imports by name, or names as a member of a module. */
function findNames(folders) {
  const isCode = (file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts');
  const texts = folders.flatMap((folder) =>
    filesBelow(folder, isCode).map((file) => dropComments(readFileSync(inProject(file), 'utf8'))),
  );
  const members = texts.flatMap((text) => [...text.matchAll(MEMBER)].map(([, name]) => name));
  const imports = texts.flatMap((text) => [...text.matchAll(IMPORT)].flatMap(([, list]) => list.split(',')));
  return new Set([...members, ...imports.map((name) => name.trim())]);
}

function dropComments(code) {
  return code.replace(/^\s*\/\*[^]*?\*\//gm, '');
}
