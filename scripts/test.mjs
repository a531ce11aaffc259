#!/usr/bin/env node
/**
 * Runs the tests: node scripts/test.mjs [LAYER...] [--release RELEASE] [--vscode VERSION]
 * All layers if none is named; scripts/layers.mjs has them. With a release, the programs of that release are tested in a separate Debian
 * (scripts/chroot.mjs); with a version of VS Code, the layers in an editor run in it (scripts/vscodeVersions.mjs). Layers of different lanes
 * (scripts/lanes.mjs) run side by side. Prints the sum of all test cases, and exits with 1 if one failed.
 */
import { parseArgs } from 'node:util';
import { listReleases, releasedLayers } from './chroot.mjs';
import { runLanes, splitLanes } from './lanes.mjs';
import { add, layers, layersInVSCode, runQuietly } from './layers.mjs';
import { startNeeds } from './needs.mjs';
import { summary } from './results.mjs';
import { useVSCode } from './vscodeVersions.mjs';

const none = { passed: 0, failed: 0, skipped: 0 };

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

  const started = Date.now();
  const chosen = Object.keys(layers).filter((name) => names.length === 0 || names.includes(name));
  const lanes = splitLanes(chosen);
  if (lanes.length > 1)
    console.log(
      'Layers run side by side. Each shows its output at its end; until then, it is in out/results/.',
    );
  const results = await runLanes(lanes, {
    needs: startNeeds(chosen, release),
    run: (name) => layers[name].run(),
    runQuietly,
    print: (text) => process.stdout.write(text),
    isStrict: Boolean(process.env.CI),
  });

  const table = chosen.map((name) => {
    const found = results.get(name);
    return `${name.padEnd(10)} ${found ? summary(found) : 'NOT RUN, see above'}`;
  });
  const total = chosen.map((name) => results.get(name) ?? none).reduce(add);
  console.log(`\n${table.join('\n')}\n\nAll in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
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
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
