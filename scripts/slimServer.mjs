import { readFileSync } from 'node:fs';
import { dropNamespaces, findNames } from './namespaces.mjs';
import { filesBelow, inProject } from './project.mjs';
import { PACKAGES, makePlugin, slim } from './slimPackages.mjs';

/** The parts of LSP that the server does not support or handles by method name. The extension's client knows them all. */
const PARTS =
  /[\\/]vscode-languageserver-protocol[\\/]lib[\\/]common[\\/]protocol\.(?:callHierarchy|colorProvider|declaration|fileOperations|foldingRange|implementation|inlayHint|inlineCompletion|inlineValue|linkedEditingRange|moniker|notebook|selectionRange|semanticTokens|showDocument|textDocumentContent|typeDefinition|typeHierarchy)\.js$/;

/** The package's connection, which has a method for each LSP message; the server calls only those of its life cycle. */
const CONNECTION = /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/]server\.js$/;
const UNCALLED =
  /^ {8}on(?!Initialize|Initialized|Shutdown|Exit|Progress)\w+: \(handler\) => connection\.on(?:Request|Notification)\([^]*?\n(?= {8}\w)/gm;

/**
 * Files of namespaces and classes, most of them unused: LSP's requests, notifications and types, with functions that create and check
 * values, and the messages and transports of JSON-RPC.
 */
const NAMESPACES =
  /[\\/](?:vscode-languageserver-(?:protocol[\\/]lib[\\/]common[\\/]protocol|types[\\/]lib[\\/]esm[\\/]main)|vscode-jsonrpc[\\/]lib[\\/](?:common|node|browser)[\\/]\w+)\.js$/;

/** URIs, bundled with a path module that only the package's `Utils` use, which this project does not. */
const URIS = /[\\/]vscode-uri[\\/]lib[\\/]esm[\\/]index\.mjs$/;
const PATHS = /\b975\(t\)\{[^]*?t\.exports=n\}/;

/** The queue of messages. Of the package's linked map, the connection uses the methods of a Map, and one more. */
const QUEUE = /[\\/]vscode-jsonrpc[\\/]lib[\\/]common[\\/]linkedMap\.js$/;
const MAP_AS_QUEUE = `exports.LinkedMap = class extends Map {
  shift() {
    for (const [key, value] of this) {
      this.delete(key);
      return value;
    }
  }
};`;

/** The buffer of the package's reader of streams, which the server replaces: see server/src/lsp/protocol/streams.ts. */
const BUFFER = /[\\/]vscode-jsonrpc[\\/]lib[\\/]common[\\/]messageBuffer\.js$/;
const NO_BUFFER = 'exports.AbstractMessageBuffer = class {};';

/** A file that re-exports all its imports does not count as a use. */
const PASSES_ON = /[\\/]vscode-jsonrpc[\\/]lib[\\/]common[\\/]api\.js$/;

const LIBRARIES = ['vscode-jsonrpc', 'vscode-languageserver', 'vscode-languageserver-protocol'].map(
  (name) => `node_modules/${name}/lib`,
);

/**
 * Does for the server what `slimPackages` does, and removes more: esbuild cannot tell which code of CommonJS modules is unused, since they
 * re-export everything that they import.
 *
 * @type {import('esbuild').Plugin}
 */
export const slimServer = makePlugin(
  'slim-server',
  new RegExp([PACKAGES, NAMESPACES, URIS].map(({ source }) => source).join('|')),
  (path, code) =>
    NAMESPACES.test(path) ? dropNamespaces(slimMore(path, code), namesInUse()) : slimMore(path, code),
);

function slimMore(path, code) {
  if (URIS.test(path)) return dropPaths(code);
  if (PARTS.test(path)) return '';
  if (QUEUE.test(path)) return MAP_AS_QUEUE;
  if (BUFFER.test(path)) return NO_BUFFER;
  const slimmed = PACKAGES.test(path) ? slim(path, code) : code;
  return CONNECTION.test(path) ? slimmed.replace(UNCALLED, '') : slimmed;
}

function dropPaths(code) {
  if (!PATHS.test(code)) throw new Error('The paths of vscode-uri have moved: see scripts/slimServer.mjs');
  return code.replace(PATHS, '975(t){t.exports={}}');
}

/** Returns the LSP names that the server and its slimmed libraries use. */
function namesInUse() {
  const isCode = (file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts') && !PASSES_ON.test(file);
  const files = ['server/src', ...LIBRARIES].flatMap((folder) => filesBelow(folder, isCode));
  return findNames(files.map((file) => slimMore(inProject(file), readFileSync(inProject(file), 'utf8'))));
}
