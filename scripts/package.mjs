#!/usr/bin/env node
/**
 * Builds the extension and packs it: qemu-firmware-VERSION.vsix, the only .vsix in the project's folder. Fails if a text lacks a
 * translation.
 */
import { createVSIX } from '@vscode/vsce';
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProduct } from './build.mjs';
import { inProject, root, vsixPath } from './project.mjs';
import { missingTranslations, requireTranslations } from './translations.mjs';

/** The package may be so large, in KB. */
const BUDGET = 600;

/**
 * Packs what is there, with or without every translation. Rejects where the package is larger than its budget.
 * @returns {Promise<string>} the package's path, absolute
 */
export async function packageExtension() {
  await buildProduct();
  for (const file of readdirSync(root)) if (file.endsWith('.vsix')) rmSync(inProject(file));
  const packagePath = vsixPath();
  await createVSIX({
    cwd: root,
    packagePath,
    // Everything is bundled.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const size = statSync(packagePath).size / 1024;
  console.log(`package: ${path.basename(packagePath)} ${size.toFixed(0)} KB`);
  if (size > BUDGET) throw new Error(`the package is larger than ${BUDGET} KB`);
  return packagePath;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  try {
    requireTranslations(missingTranslations());
    await packageExtension();
  } catch (error) {
    // esbuild has printed its own errors already.
    if (!error.errors) console.error(`package: ${error.message}`);
    process.exitCode = 1;
  }
