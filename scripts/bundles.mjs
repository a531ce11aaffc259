import path from 'node:path';
import { packTexts } from './packTexts.mjs';
import { filesBelow, inProject } from './project.mjs';
import { slimPackages } from './slimPackages.mjs';
import { slimServer } from './slimServer.mjs';

/**
 * The bundles that esbuild builds: the only place that names the project's entry points.
 * @typedef {import('esbuild').BuildOptions} BuildOptions
 */

/** @type {BuildOptions} */
const common = {
  absWorkingDir: inProject(),
  bundle: true,
  logLevel: 'warning',
  charset: 'utf8',
  loader: { '.qapi': 'text' },
};

// jsonc-parser's "main" is a UMD wrapper whose requires esbuild cannot follow, so its ES module must take precedence.
/** @type {BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
};

/** @type {BuildOptions} */
const browser = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  define: { global: 'globalThis' },
};

// Runs in Node and in browsers: modules that exist in only one of them are loaded by an import() that the other never reaches.
/** @type {BuildOptions} */
const anywhere = {
  ...node,
  conditions: ['module', 'browser'],
  define: { global: 'globalThis' },
  plugins: [slimPackages],
  alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
  // The whole bundle is strict, so its modules need no directive of their own.
  banner: { js: '"use strict";' },
  tsconfigRaw: { compilerOptions: { target: 'es2023', strict: false, verbatimModuleSyntax: true } },
};

/** The server and its threads, which have much of their code in common: bundle and source. The server is the first one. */
export const SHARING = {
  server: 'server/src/main.ts',
  imageWorker: 'server/src/imageWorker.ts',
  selectionWorker: 'server/src/selectionWorker.ts',
  qapiWorker: 'server/src/qapiWorker.ts',
  browserWorker: 'server/src/browserWorker.ts',
};

/** @type {BuildOptions} */
const server = { ...anywhere, plugins: [slimServer, packTexts] };

/** @type {Record<string, BuildOptions>} */
const product = {
  extension: { ...anywhere, entryPoints: ['client/src/extension.ts'], external: ['vscode'] },
};

/** @type {BuildOptions} */
const cli = {
  ...node,
  entryPoints: ['server/src/cli/main.ts'],
  // For browsers, these packages load no modules of Node, which take as long as half of this bundle.
  alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
};

/** The files of the command line, for `linkCommandLine`: what all commands need is with `qapi check`, which build systems start most often. */
export const COMMAND_LINE = {
  entry: 'server/src/cli/main.ts',
  early: ['server/src/cli/syntax/qapi.ts', 'server/src/cli/qapi.ts', 'server/src/cli/qapi/check.ts'],
  first: 'cli.js',
  second: 'cliCommands.js',
};

/** Options that split bundles into chunks, which are linked before they are written. @type {BuildOptions} */
const inChunks = {
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  minify: true,
  metafile: true,
  write: false,
};

/** The options of the command line, split into chunks for `linkCommandLine`. @type {BuildOptions} */
export const commandLineBundle = {
  ...cli,
  ...inChunks,
};

/** The command of the npm package that starts the server. */
export const SERVER_COMMAND = 'dist/languageServer.js';

/**
 * The options of the bundles of the product that share no code, written to dist/.
 * @param {{ dev?: boolean }} [how] dev: all bundles, readable, with linked source maps
 * @returns {BuildOptions[]}
 */
export function productBundles({ dev = false } = {}) {
  const threads = Object.entries(SHARING).map(([name, file]) => [name, { ...server, entryPoints: [file] }]);
  const whole = { ...cli, banner: { js: '#!/usr/bin/env node' } };
  return [...Object.entries(product), ...(dev ? [['cli', whole], ...threads] : [])].map(([name, bundle]) => ({
    ...bundle,
    outfile: `dist/${name}.js`,
    minify: !dev,
    sourcemap: dev ? 'linked' : false,
    metafile: true,
    define: {
      ...bundle.define,
      SERVER_FILES: JSON.stringify(dev ? WHOLE_BROWSER_FILES : BROWSER_FILES),
    },
  }));
}

/** The files of the server that a browser loads, in this order; the build checks them. */
export const BROWSER_FILES = [
  'shared.js',
  'shared-image-selection-browser.js',
  'shared-qapi-browser.js',
  'shared-selection-browser.js',
  'browserWorker.js',
];

/** The same if bundles share no code. */
export const WHOLE_BROWSER_FILES = ['browserWorker.js'];

/** The options of the server and its threads, split into chunks for `linkChunks`. @type {BuildOptions} */
export const sharingBundles = {
  ...server,
  banner: {},
  entryPoints: SHARING,
  ...inChunks,
};

const TEST_FOLDERS = ['unit', 'corpus', 'protocol', 'package', 'fuzz', 'qemu', 'libvirt'].map(
  (name) => `test/${name}`,
);

/** Programs that tests start as processes: those with a deliberately broken part (see test/protocol/faults.ts), and those of the fuzzer. */
const TEST_PROGRAMS = [
  'test/protocol/faultyServer.ts',
  'test/protocol/faultyCli.ts',
  'test/fuzz/worker.ts',
  'test/fuzz/measure.ts',
  'test/fuzz/main.ts',
];

/**
 * The options of the test bundles, one output per test file in out/test/.
 * @param {string[]} only paths to take tests from; all if empty
 * @returns {BuildOptions[]}
 */
export function testBundles(only = []) {
  const isChosen = (file) => only.length === 0 || only.some((start) => file.startsWith(start));
  const tests = TEST_FOLDERS.flatMap((folder) =>
    filesBelow(folder, (file) => file.endsWith('.test.ts')),
  ).filter(isChosen);
  const programs = TEST_PROGRAMS.filter(isChosen);
  const output = { outbase: 'test', outdir: 'out/test', sourcemap: 'inline', metafile: true };
  const bundles = [{ ...node, ...output, entryPoints: [...tests, ...programs], packages: 'external' }];
  return isChosen('test/vscode/') ? [...bundles, ...editorTestBundles(output)] : bundles;
}

/** The suite that runs inside VS Code, once for an extension host on Node and once for one in a web worker. */
function editorTestBundles(output) {
  const suites = filesBelow('test/vscode/suite', (file) => file.endsWith('.test.ts'));
  const names = suites.map((file) => path.basename(file, '.test.ts'));
  const define = { SUITES: JSON.stringify(names) };
  return [
    {
      ...node,
      ...output,
      entryPoints: ['test/vscode/index.ts'],
      packages: 'external',
      external: ['vscode'],
      define,
    },
    {
      ...browser,
      ...output,
      entryPoints: ['test/vscode/index.web.ts'],
      format: 'cjs',
      external: ['vscode'],
      define: { ...browser.define, ...define },
    },
  ];
}
