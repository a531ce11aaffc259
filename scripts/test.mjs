#!/usr/bin/env node
/**
 * Runs the tests: node scripts/test.mjs [LAYER...] [--release RELEASE] [--vscode VERSION]
 * All layers if none is named; scripts/layers.mjs has them. With a release, the programs of that release are tested in a separate Debian
 * (scripts/chroot.mjs); with a version of VS Code, the layers in an editor run in it (scripts/vscodeVersions.mjs). Prints the sum of all
 * test cases, and exits with 1 if one failed.
 */
import { parseArgs } from 'node:util';
import { buildProduct, buildTests } from './build.mjs';
import { listReleases, makeChroot, releasedLayers } from './chroot.mjs';
import { add, layers, layersInVSCode } from './layers.mjs';
import { packageExtension } from './package.mjs';
import { summary } from './results.mjs';
import { useVSCode } from './vscodeVersions.mjs';

const builders = { product: () => buildProduct(), tests: () => buildTests(), package: packageExtension };
const none = { passed: 0, failed: 0, skipped: 0 };
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Prepares the layers one after another, as Debian installs one package at a time. Layers that are ready run meanwhile: most of the time
 * goes by in downloads.
 * @returns {Map<string, Promise<Error | undefined>>} by layer, why it cannot run
 */
function prepareLayers(names, release) {
  const prepared = new Map();
  let last = Promise.resolve();
  for (const name of names) {
    last = last
      .then(() => prepareLayer(name, release))
      .then(
        () => undefined,
        (error) => error,
      );
    prepared.set(name, last);
  }
  return prepared;
}

async function prepareLayer(name, release) {
  if (release) process.env.QEMU_FIRMWARE_CHROOT = await makeChroot(name, release);
  else await layers[name].prepare?.();
}

/**
 * @param {Promise<Error | undefined>} prepared
 * @returns {Promise<import('./results.mjs').Results | undefined>} undefined if this machine cannot run the layer
 */
async function runLayer(name, prepared) {
  const error = await prepared;
  if (error) {
    console.error(`This layer cannot run here: ${error.message}`);
    return process.env.CI ? { ...none, failed: 1 } : undefined;
  }
  const results = await layers[name].run();
  const ran = results.passed + results.failed + results.skipped;
  if (ran > 0) return results;
  console.error('This layer has no tests.');
  return { ...none, failed: 1 };
}

async function main(args) {
  const { values, positionals: names } = parseArgs({
    args,
    options: { release: { type: 'string' }, vscode: { type: 'string' } },
    allowPositionals: true,
  });
  const unknown = names.find((name) => !(name in layers));
  if (unknown) throw new Error(`Unknown layer “${unknown}”. Use one of ${Object.keys(layers).join(', ')}.`);
  const { release, vscode } = values;
  if (release !== undefined) checkRelease(names, release);
  if (vscode !== undefined) chooseVSCode(names, vscode);
  const chosen = names.length > 0 ? names : Object.keys(layers);

  const started = Date.now();
  const builds = new Set(chosen.flatMap((name) => layers[name].builds));
  // Packing also builds the product.
  if (builds.has('package')) builds.delete('product');
  for (const build of builds) await builders[build]();
  const prepared = prepareLayers(chosen, release);

  let total = none;
  const table = [];
  for (const name of chosen) {
    console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
    const start = Date.now();
    const results = await runLayer(name, prepared.get(name));
    const result = results ? summary(results) : 'NOT RUN, see above';
    console.log(`${name}: ${result} (${seconds(start)})`);
    table.push(`${name.padEnd(10)} ${result}`);
    total = add(total, results ?? none);
  }

  console.log(`\n${table.join('\n')}\n\nAll in ${seconds(started)}.`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

function checkRelease(names, release) {
  const [name, ...others] = names;
  if (others.length > 0 || !releasedLayers.includes(name))
    throw new Error(`--release requires one of the layers ${releasedLayers.join(', ')}.`);
  const known = listReleases(name);
  if (!known.includes(release))
    throw new Error(`Unknown release “${release}” of ${name}. Use one of ${known.join(', ')}.`);
}

function chooseVSCode(names, version) {
  if (names.length === 0 || !names.every((name) => layersInVSCode.includes(name)))
    throw new Error(`--vscode requires one of the layers ${layersInVSCode.join(', ')}.`);
  useVSCode(version);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // esbuild has printed its own errors already.
  if (!error.errors) console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
