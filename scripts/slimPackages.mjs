import { readFileSync } from 'node:fs';
import { inProject } from './project.mjs';

/** The packages of the language server and its client: CommonJS as TypeScript writes it, in many small files. */
export const PACKAGES =
  /[\\/]node_modules[\\/]vscode-(?:jsonrpc|languageserver|languageserver-protocol|languageclient)[\\/].*\.js$/;

/** A helper of TypeScript, up to the end of its statement. */
const HELPER = /^var __(\w+) = \(this && this\.__\1\) \|\| [^]*?^\}(?:\)\)|\)\(\)|\))?;\n/gm;
const SHARED = new Set(['exportStar', 'importStar', 'importDefault']);

/** The bundle is strict as a whole. */
const STRICT = /^"use strict";\n/;
const MARK = /^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);$/gm;

/** Names that a module exports are set before it runs, to no value, and those of another module as getters: each is set once instead. */
const UNSET = /^exports\.\w+ = (?:exports\.\w+ = )*void 0;\n/gm;
const GETTER =
  /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return ([\w.]+); \} \}\);/gm;

/** Modules of Node that take milliseconds to load, and that a start has no use for. */
const LATE = /^const (\w+) = (?:__importStar\()?require\("(crypto|child_process)"\)\)?;\n/m;

/**
 * What the server has no use for: the search for npm's global modules, with the programs that it runs for it, and the package's own
 * collection of documents.
 */
const UNUSED = /[\\/]vscode-languageserver[\\/]lib[\\/](?:node[\\/]files|common[\\/]textDocuments)\.js$/;

/** What adds methods for a part of LSP to the package's connection: the server has none of these parts, or answers by method names. */
const FEATURES =
  /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/](?:callHierarchy|configuration|diagnostic|fileOperations|foldingRange|inlayHint|inlineCompletion|inlineValue|linkedEditingRange|moniker|notebook|semanticTokens|showDocument|textDocumentContent|typeHierarchy|workspaceFolder)\.js$/;
const FEATURE = /^exports\.(\w+Feature) = /gm;

/**
 * Has the language server's packages share the helpers that TypeScript repeats in each of their files, export by plain assignment, load
 * some modules of Node when they are first used, and leave out what the server has no use for. All of it is a matter of size and start
 * time only.
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

/** What `slimPackages` makes of a file of these packages. @param {string} path @param {string} code @returns {string} */
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
