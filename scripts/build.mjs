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
import { minify } from 'terser';
import { OTHER_NAMES, SERVER_COMMAND, SMALL, productBundles, testBundles } from './bundles.mjs';
import { filesBelow, inProject, manifest, root } from './project.mjs';

/** Builds dist/ from scratch. @param {{ dev?: boolean }} [how] */
export async function buildProduct(how = {}) {
  const results = await Promise.all(productBundles(how).map((options) => esbuild.build(options)));
  const built = results.flatMap((result) => Object.entries(result.metafile.outputs));
  if (!how.dev) await Promise.all(SMALL.map(shrink));
  built.push(...copySchema(), ...copyToOtherNames(), writeServerCommand());
  removeAllBut(
    'dist',
    built.map(([file]) => file),
  );
  for (const file of Object.values(manifest().bin)) chmodSync(inProject(file), 0o755);
  for (const [file, { bytes }] of built)
    if (bytes !== undefined && file.endsWith('.js'))
      console.log(`build: ${file} ${(statSync(inProject(file)).size / 1024).toFixed(0)} KB`);
}

/** Minifies a bundle once more: terser drops code that esbuild keeps, and takes longer. */
async function shrink(name) {
  const file = inProject('dist', name);
  const compress = { passes: 2, keep_fargs: false, pure_getters: true, toplevel: true };
  const { code } = await minify(readFileSync(file, 'utf8'), { ecma: 2022, toplevel: true, compress });
  writeFileSync(file, code ?? '');
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
  return filesBelow('server/schema').map((file) => [file.replace('server/schema', 'dist/schema'), {}]);
}

/** Copies the bundles that browsers load under other names. @returns the copies */
function copyToOtherNames() {
  return Object.entries(OTHER_NAMES).map(([name, other]) => {
    cpSync(inProject('dist', name), inProject('dist', other));
    return [`dist/${other}`, {}];
  });
}

/** Writes the command that starts the server: server.js itself also runs in browsers, as a script without a first line for shells. */
function writeServerCommand() {
  writeFileSync(inProject(SERVER_COMMAND), "#!/usr/bin/env node\nrequire('./server.js');\n");
  return [SERVER_COMMAND, {}];
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
