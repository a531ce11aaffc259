#!/usr/bin/env node
/**
 * Prepares a release: sets the version everywhere, dates the changes, and puts the packages with their checksums and their bill of materials
 * into release/.
 *   npm run release -- VERSION
 * Publishes and commits nothing; it prints the commands for that. If the version is set already, it only builds.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageExtension } from './package.mjs';
import { run } from './processes.mjs';
import { inProject, manifest, root, tarballPath, vsixPath } from './project.mjs';
import { releaseChanges } from './release/changelog.mjs';
import { makeSbom } from './release/sbom.mjs';
import { NAMING_FILES, checkVersion, renamePackages, setVersion } from './release/versions.mjs';
import { missingTranslations, requireTranslations } from './translations.mjs';

const FOLDER = inProject('release');

/** @param {string | undefined} asked the version; rejects with a sentence if it is invalid, or if the project is not ready */
async function release(asked) {
  const { name, version: current } = manifest();
  const version = checkVersion(asked, current);
  requireTranslations(missingTranslations());
  // Everything is checked before the first file changes.
  const texts = changeTexts(name, version, new Date().toISOString().slice(0, 10));
  for (const [file, text] of texts) writeFileSync(inProject(file), text);
  await run(process.execPath, [inProject('scripts/generate.mjs')], { cwd: root });
  await packageExtension();
  await fillFolder(`${name}-${version}`);
  console.log(describe(name, version).join('\n'));
}

/** @returns {[file: string, text: string][]} */
function changeTexts(name, version, date) {
  const read = (file) => readFileSync(inProject(file), 'utf8');
  return [
    ['CHANGELOG.md', releaseChanges(read('CHANGELOG.md'), version, date)],
    ...['package.json', 'package-lock.json'].map((file) => [file, setVersion(read(file), version)]),
    ...NAMING_FILES.map((file) => [file, renamePackages(read(file), name, version)]),
  ];
}

async function fillFolder(base) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  for (const file of [vsixPath(), tarballPath()]) cpSync(file, path.join(FOLDER, path.basename(file)));
  writeFileSync(path.join(FOLDER, `${base}.cdx.json`), await makeSbom());
  const sums = readdirSync(FOLDER)
    .sort()
    .map((file) => `${sha256(path.join(FOLDER, file))}  ${file}\n`);
  writeFileSync(path.join(FOLDER, 'SHA256SUMS'), sums.join(''));
}

const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** @returns {string[]} what to do next */
function describe(name, version) {
  const packed = `release/${name}-${version}`;
  const { publisher, repository, private: isPrivate } = manifest();
  const open = [
    ...(publisher === name ? ['publisher (a placeholder)'] : []),
    ...(repository ? [] : ['repository']),
    ...(isPrivate ? ['private (npm refuses the package)'] : []),
  ];
  return [
    '',
    `Version ${version} is in release/. Nothing is committed or published. Commit and tag the release:`,
    '',
    `  git commit --all --message "Release ${version}" && git tag v${version}`,
    '',
    ...(open.length > 0 ? [`Before you publish, complete package.json: ${open.join(', ')}.`] : []),
    'Pushing the tag starts the workflow that publishes it. To publish it by hand:',
    '',
    `  npx @vscode/vsce publish --packagePath ${packed}.vsix && npx ovsx publish ${packed}.vsix`,
    `  npm publish --provenance --access public ${packed}.tgz`,
  ];
}

try {
  await release(process.argv[2]);
} catch (error) {
  console.error(`release: ${error.message}`);
  process.exitCode = 1;
}
