import { listBundledPackages } from '../bundledPackages.mjs';
import { npmOutput } from '../processes.mjs';
import { manifest, readJson, root } from '../project.mjs';
import { formatSbom } from './formatSbom.mjs';

/**
 * Returns the software bill of materials of the packages, in CycloneDX 1.5 as npm writes it. npm lists what is installed to build the project;
 * only what is in the bundles is kept, and nothing that differs between two runs.
 * @returns {Promise<string>} JSON
 */
export async function makeSbom() {
  const bundled = (await listBundledPackages()).map((folder) => {
    const { name, version } = readJson(`${folder}/package.json`);
    return `${name}@${version}`;
  });
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  return formatSbom(JSON.parse(await npmOutput(args, root)), bundled, manifest());
}
