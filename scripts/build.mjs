#!/usr/bin/env node
/**
 * Bundles the product to dist/, or the tests to out/test/:
 *   node scripts/build.mjs [--dev] [--watch]      dist/
 *   node scripts/build.mjs --tests [PATH...]      out/test/ (only the tests whose path starts with a PATH)
 */
import * as esbuild from 'esbuild';
import { chmodSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  BROWSER_FILES,
  SERVER_COMMAND,
  SHARING,
  WHOLE_BROWSER_FILES,
  productBundles,
  sharingBundles,
  testBundles,
} from './bundles.mjs';
import { linkChunks, listBrowserFiles } from './chunks.mjs';
import { filesBelow, inProject, manifest, root } from './project.mjs';
import { shrink } from './shrink.mjs';

/** Builds dist/ from scratch. @param {{ dev?: boolean }} [how] */
export async function buildProduct(how = {}) {
  const results = await Promise.all(productBundles(how).map((options) => esbuild.build(options)));
  const built = results.flatMap((result) => Object.keys(result.metafile.outputs));
  if (!how.dev) {
    write('extension.js', await shrink(read('extension.js')));
    built.push(...(await buildServer()));
  }
  const copies = copyForBrowsers(how.dev ? WHOLE_BROWSER_FILES : BROWSER_FILES);
  removeAllBut('dist', [...built, ...copySchema(), ...copies, writeServerCommand()]);
  for (const file of Object.values(manifest().bin)) chmodSync(inProject(file), 0o755);
  for (const file of built)
    if (file.endsWith('.js'))
      console.log(`build: ${file} ${(statSync(inProject(file)).size / 1024).toFixed(0)} KB`);
}

const read = (name) => readFileSync(inProject('dist', name), 'utf8');
const write = (name, text) => {
  writeFileSync(inProject('dist', name), text);
};

/** Builds the server and its threads, with the code that they share in files of its own. @returns the files */
async function buildServer() {
  const files = linkChunks(await esbuild.build(sharingBundles), SHARING);
  const forBrowsers = listBrowserFiles(Object.keys(files));
  if (String(forBrowsers) !== String(BROWSER_FILES))
    throw new Error(`BROWSER_FILES in scripts/bundles.mjs must be ${forBrowsers.join(', ')}`);
  return Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      write(name, await shrink(text, { toplevel: false }));
      return `dist/${name}`;
    }),
  );
}

/** Builds the tests. @param {string[]} [only] paths to take tests from; all if empty */
export async function buildTests(only = []) {
  const results = await Promise.all(testBundles(only).map((options) => esbuild.build(options)));
  // The old bundle of a renamed or deleted test must not run any more.
  if (only.length === 0)
    removeAllBut(
      'out/test',
      results.flatMap((result) => Object.keys(result.metafile.outputs)),
    );
}

/** Rebuilds dist/ on every change until interrupted. @param {{ dev?: boolean }} [how] */
async function watchProduct(how) {
  copySchema();
  const say = {
    name: 'say',
    setup: (build) =>
      build.onEnd((result) => {
        if (result.errors.length === 0) console.log(`build: ${build.initialOptions.outfile}`);
      }),
  };
  const contexts = await Promise.all(
    productBundles(how).map((options) =>
      esbuild.context({ ...options, plugins: [...(options.plugins ?? []), say] }),
    ),
  );
  await Promise.all(contexts.map((context) => context.watch()));
}

/** "Go to definition" needs the schema as files, in addition to the text in the bundles. */
function copySchema() {
  cpSync(inProject('server/schema'), inProject('dist/schema'), { recursive: true });
  return filesBelow('server/schema').map((file) => file.replace('server/schema', 'dist/schema'));
}

/** Writes the files that web integrations of the extension and the server expect: one for each. @returns the files */
function copyForBrowsers(serverFiles) {
  write('extension.web.js', read('extension.js'));
  write('server.web.js', serverFiles.map(read).join(''));
  return ['dist/extension.web.js', 'dist/server.web.js'];
}

/** Writes the command that starts the server: server.js itself also runs in browsers, as a script without a first line for shells. */
function writeServerCommand() {
  writeFileSync(inProject(SERVER_COMMAND), "#!/usr/bin/env node\nrequire('./server.js');\n");
  return SERVER_COMMAND;
}

function removeAllBut(folder, keep) {
  const kept = new Set(keep);
  for (const file of filesBelow(folder)) if (!kept.has(file)) rmSync(inProject(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { dev: { type: 'boolean' }, watch: { type: 'boolean' }, tests: { type: 'boolean' } },
    allowPositionals: true,
  });
  const only = positionals.map((file) => path.relative(root, path.resolve(file)).replaceAll(path.sep, '/'));
  try {
    if (values.tests) await buildTests(only);
    else if (values.watch) await watchProduct(values);
    else await buildProduct(values);
  } catch (error) {
    // esbuild has printed its own errors already.
    if (!error.errors) console.error(error);
    process.exitCode = 1;
  }
}
