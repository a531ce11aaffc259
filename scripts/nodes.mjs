#!/usr/bin/env node
/**
 * Installs the releases of Node in which the npm package is tested, from the npm registry: `node scripts/nodes.mjs`. They are kept below
 * out/, about 120 MB each.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installFolder } from './install.mjs';
import { nodeFolder, nodePackage, nodeReleases } from './nodeReleases.mjs';
import { npm } from './processes.mjs';
import { inProject } from './project.mjs';

const ADVICE =
  'Check that npm reaches its registry (“npm ping”), that it has a Node for this machine, and that the disk is not full, then run the same command again.';

/** Installs the missing releases. The tests say which are still missing after that. */
export async function installNodes() {
  for (const release of nodeReleases)
    try {
      const rest = { who: `node ${release}`, advice: ADVICE };
      await installFolder(inProject(nodeFolder(release)), (folder) => fill(folder, release), rest);
    } catch (error) {
      console.error(`node ${release}: ${error.message}`);
    }
}

async function fill(folder, release) {
  console.error(`node ${release}: installing ${nodePackage}@${release} ...`);
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await npm(['install', `${nodePackage}@${release}`, ...quiet], folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await installNodes();
