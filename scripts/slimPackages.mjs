import { readFileSync } from 'node:fs';
import { inProject } from './project.mjs';

/** The packages of the language server and its client: CommonJS compiled by TypeScript, in many small files. */
export const PACKAGES =
  /[\\/]node_modules[\\/]vscode-(?:jsonrpc|languageserver|languageserver-protocol|languageclient)[\\/].*\.js$/;

/** A TypeScript helper, up to the end of its statement. */
const HELPER = /^var __(\w+) = \(this && this\.__\1\) \|\| [^]*?^\}(?:\)\)|\)\(\)|\))?;\n/gm;
const SHARED = new Set(['exportStar', 'importStar', 'importDefault']);

/** The whole bundle is strict. */
const STRICT = /^"use strict";\n/;
const MARK = /^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);$/gm;

/** A module's exports are first set to undefined, and those of another module defined as getters; here each is set once instead. */
const UNSET = /^exports\.\w+ = (?:exports\.\w+ = )*void 0;\n/gm;
const GETTER =
  /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return ([\w.]+); \} \}\);/gm;

/** Node modules that take milliseconds to load and are not needed at start. */
const LATE = /^const (\w+) = (?:__importStar\()?require\("(crypto|child_process)"\)\)?;\n/m;

/**
 * Code that the server never uses: the search for npm's global modules, with the programs that it runs, and the package's own collection
 * of documents.
 */
const UNUSED = /[\\/]vscode-languageserver[\\/]lib[\\/](?:node[\\/]files|common[\\/]textDocuments)\.js$/;

/**
 * Code that adds methods for a part of LSP to the package's connection: the server does not support these parts, or registers handlers by
 * method name.
 */
const FEATURES =
  /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/](?:callHierarchy|configuration|diagnostic|fileOperations|foldingRange|inlayHint|inlineCompletion|inlineValue|linkedEditingRange|moniker|notebook|semanticTokens|showDocument|textDocumentContent|typeHierarchy|workspaceFolder)\.js$/;
const FEATURE = /^exports\.(\w+Feature) = /gm;

/**
 * Makes the language server's packages share the helpers that TypeScript repeats in each file, export by plain assignment, and load some
 * Node modules on first use; removes what the server never uses. All of this only affects size and start time.
 *
 * @type {import('esbuild').Plugin}
 */
export const slimPackages = makePlugin('slim-packages', PACKAGES, slim);

/** @param {string} name @param {RegExp} filter of the files @param {(path: string, code: string) => string} change */
export function makePlugin(name, filter, change) {
  return {
    name,
    setup(build) {
      build.onLoad({ filter }, ({ path }) => ({
        contents: change(path, readFileSync(path, 'utf8')),
        loader: 'js',
      }));
    },
  };
}

/**
 * Returns the code of a file of these packages as `slimPackages` changes it.
 * @param {string} path @param {string} code @returns {string}
 */
export function slim(path, code) {
  if (UNUSED.test(path)) return '';
  if (FEATURES.test(path)) return [...code.matchAll(FEATURE)].map(leaveAsItIs).join('');
  return loadLate(exportOnce(shareHelpers(code)));
}

const leaveAsItIs = ([, name]) => `exports.${name} = (Base) => Base;\n`;

function shareHelpers(code) {
  const helpers = JSON.stringify(inProject('scripts/sharedHelpers.mjs'));
  return code.replace(HELPER, (_whole, name) =>
    SHARED.has(name) ? `const __${name} = require(${helpers}).${name};\n` : '',
  );
}

function exportOnce(code) {
  return code
    .replace(STRICT, '')
    .replace(MARK, 'exports.__esModule = true;')
    .replace(UNSET, '')
    .replace(GETTER, 'exports.$1 = $2;');
}

function loadLate(code) {
  const found = LATE.exec(code);
  if (!found) return code;
  const [statement, name, module] = found;
  return code.replace(statement, '').replaceAll(`${name}.`, `require("${module}").`);
}
