#!/usr/bin/env node
/**
 * Builds the product and packs it: the extension as qemu-firmware-VERSION.vsix, the linter and the server as qemu-firmware-VERSION.tgz, the
 * only files of these kinds in the project's folder. The same sources make the same bytes anywhere. Fails if a text lacks a translation.
 */
import { createVSIX } from '@vscode/vsce';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readZip, writeTarball, writeZip } from './archives.mjs';
import { buildProduct } from './build.mjs';
import { npmOutput } from './processes.mjs';
import { inProject, manifest, root, tarballPath, vsixPath } from './project.mjs';
import { missingTranslations, requireTranslations } from './translations.mjs';

/** How large the extension may be, in KB. */
const BUDGET = 600;

/**
 * Packs with or without every translation. Rejects where the extension is larger than its budget.
 * @returns {Promise<string>} the path of the extension, absolute
 */
export async function packageExtension() {
  await buildProduct();
  for (const file of readdirSync(root)) if (/\.(?:vsix|tgz)$/.test(file)) rmSync(inProject(file));
  const size = keep(vsixPath(), writeZip(await collectExtension()));
  keep(tarballPath(), writeTarball(await collectCommandLine()));
  if (size > BUDGET) throw new Error(`the extension is larger than ${BUDGET} KB`);
  return vsixPath();
}

/** @returns {Promise<import('./archives.mjs').Entry[]>} what the extension consists of, by .vscodeignore */
async function collectExtension() {
  const packagePath = inProject('out/package/extension.vsix');
  mkdirSync(path.dirname(packagePath), { recursive: true });
  await createVSIX({
    cwd: root,
    packagePath,
    // Everything is bundled.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const changes = { 'extension/readme.md': dropPictures, 'extension/package.json': dropScripts };
  return readZip(readFileSync(packagePath)).map((entry) => {
    const change = changes[entry.name];
    return change ? { ...entry, bytes: change(entry.bytes) } : entry;
  });
}

/** The pictures would more than double the extension, and VS Code shows none that lies in it. */
const dropPictures = (readme) =>
  Buffer.from(
    Buffer.from(readme)
      .toString()
      .replace(/^ *!\[[^\]]*\]\([^)]*\)\n\n?/gm, ''),
  );

/** @returns {Promise<import('./archives.mjs').Entry[]>} what `npm pack` would take, by .npmignore */
async function collectCommandLine() {
  const [{ files }] = JSON.parse(await npmOutput(['pack', '--dry-run', '--json', '--ignore-scripts'], root));
  const programs = Object.values(manifest().bin).map((file) => path.posix.normalize(file));
  return files.map(({ path: file }) => ({
    name: `package/${file}`,
    bytes:
      file === 'package.json' ? dropScripts(readFileSync(inProject(file))) : readFileSync(inProject(file)),
    isProgram: programs.includes(file),
  }));
}

/** A package runs nothing when it is installed, and has nothing to build: npm warns of whatever says so. */
function dropScripts(bytes) {
  const packed = { ...JSON.parse(Buffer.from(bytes)), scripts: undefined, devDependencies: undefined };
  return Buffer.from(`${JSON.stringify(packed, null, 2)}\n`);
}

/** Writes a package. @returns its size in KB */
function keep(file, bytes) {
  writeFileSync(file, bytes);
  const size = bytes.length / 1024;
  console.log(`package: ${path.basename(file)} ${size.toFixed(0)} KB`);
  return size;
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
