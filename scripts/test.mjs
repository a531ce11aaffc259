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
import { addUp, runLane, splitLanes, startLane } from './lanes.mjs';
import { layers, layersInVSCode } from './layers.mjs';
import { packageExtension } from './package.mjs';
import { summary } from './results.mjs';
import { useVSCode } from './vscodeVersions.mjs';

const builders = { product: () => buildProduct(), tests: () => buildTests(), package: packageExtension };

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

  const prepare = release
    ? async (name) => (process.env.QEMU_FIRMWARE_CHROOT = await makeChroot(name, release))
    : undefined;

  const started = Date.now();
  const builds = new Set(chosen.flatMap((name) => layers[name].builds));
  // Packing also builds the product.
  if (builds.has('package')) builds.delete('product');
  for (const build of builds) await builders[build]();

  const [lane, other] = names.length > 0 ? [chosen, []] : splitLanes(chosen);
  // Of two that install packages at the same time, one fails; the lane reports what cannot be installed.
  if (other.length > 0) for (const name of lane) await layers[name].prepare?.().catch(() => undefined);
  const waitForOther = startLane(other);
  const rows = [...(await runLane(lane, prepare)), ...(await waitForOther())];

  console.log();
  for (const { name, results } of rows)
    console.log(`${name.padEnd(10)} ${results ? summary(results) : 'NOT RUN, see above'}`);
  console.log(`\nAll in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  const total = addUp(rows);
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
