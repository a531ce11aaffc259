import * as esbuild from 'esbuild';
import { commandLineBundle, productBundles, sharingBundles } from './bundles.mjs';

/**
 * Finds the packages whose code is in the bundles.
 * @returns {Promise<string[]>} their folders relative to the project, sorted
 */
export async function listBundledPackages() {
  const all = [...productBundles(), sharingBundles, commandLineBundle];
  const bundles = all.map((options) => esbuild.build({ ...options, write: false }));
  const inputs = (await Promise.all(bundles)).flatMap((result) =>
    Object.values(result.metafile.outputs).flatMap((output) =>
      Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
    ),
  );
  const folders = inputs.flatMap(([input]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  return [...new Set(folders)].sort();
}
