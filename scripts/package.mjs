#!/usr/bin/env node
/**
 * Builds the product and packs it: the extension as qemu-firmware-VERSION.vsix, the linter and the server as qemu-firmware-VERSION.tgz.
 * Other files of these kinds in the project's folder are removed. The same sources give the same bytes on any machine. Fails if a
 * translation is missing.
 */
import { createVSIX } from '@vscode/vsce';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readZip, writeTarball, writeZip } from './archives.mjs';
import { buildProduct } from './build.mjs';
import { messages } from './messages.mjs';
import { npmOutput } from './processes.mjs';
import { inProject, manifest, readJson, root, tarballPath, vsixPath } from './project.mjs';
import { missingTranslations, requireTranslations } from './translations.mjs';

/** The maximum size of the extension, in bytes. */
const BUDGET = 600_000;

/**
 * Packs even if translations are missing. Rejects if the extension is larger than its budget.
 * @returns {Promise<string>} the path of the extension, absolute
 */
export async function packageExtension() {
  await buildProduct();
  for (const file of readdirSync(root)) if (/\.(?:vsix|tgz)$/.test(file)) rmSync(inProject(file));
  const size = keep(vsixPath(), writeZip(await collectExtension()));
  keep(tarballPath(), writeTarball(await collectCommandLine()));
  if (size > BUDGET) throw new Error(`The extension has ${size} bytes, more than its budget of ${BUDGET}`);
  return vsixPath();
}

/** @returns {Promise<import('./archives.mjs').Entry[]>} the files of the extension, by .vscodeignore */
async function collectExtension() {
  const packagePath = inProject('out/package/extension.vsix');
  mkdirSync(path.dirname(packagePath), { recursive: true });
  await createVSIX({
    cwd: root,
    packagePath,
    // All dependencies are bundled.
    dependencies: false,
    allowMissingRepository: true,
    // If the repository is named, newer versions of VS Code find links and pictures there, too.
    rewriteRelativeLinks: Boolean(manifest().repository),
  });
  const said = listSaid();
  return readZip(readFileSync(packagePath)).map(({ name, bytes }) => ({ name, bytes: change(name, bytes) }));

  function change(name, bytes) {
    if (name === 'extension/package.json') return compact(dropScripts(bytes));
    if (name.startsWith('extension/l10n/')) return compact(keepMembers(bytes, said));
    if (DATA.test(name)) return compact(bytes);
    if (name === 'extension/readme.md') return changeText(bytes, dropDevelopment, inlinePictures);
    return /^extension\/docs\/.*\.md$/.test(name) ? changeText(bytes, dropPictures, narrowTables) : bytes;
  }
}

/** JSON that only programs read. */
const DATA = /^extension\/(?:package\.nls(?:\.\w+)?|syntaxes\/.*\.tmLanguage|docs\/.*\.schema)\.json$/;

/** Removes the blanks between the tokens of JSON. */
const compact = (bytes) => Buffer.from(JSON.stringify(JSON.parse(Buffer.from(bytes))));

/** @returns {Set<string>} the messages of the extension and its server: others are only those of the command line */
const listSaid = () =>
  new Set(
    messages()
      .filter(({ place }) => !place.startsWith('server/src/cli/'))
      .map(({ text }) => text),
  );

/** Removes the members of an object in JSON whose names are not in the set. */
function keepMembers(bytes, names) {
  const members = Object.entries(JSON.parse(Buffer.from(bytes)));
  return Buffer.from(JSON.stringify(Object.fromEntries(members.filter(([name]) => names.has(name)))));
}

const PICTURE = /!\[([^\]]*)\]\(([\w./-]+\.png)\)/g;

const changeText = (bytes, ...changes) =>
  Buffer.from(changes.reduce((text, change) => change(text), Buffer.from(bytes).toString()));

/** Removes the section that is only useful with the sources. */
function dropDevelopment(readme) {
  const kept = readme.replace(/^## Development\n[^]*?(?=^## |(?![^]))/m, '').trimEnd();
  if (/\bnpm (?:ci|test|start|run)\b/.test(kept))
    throw new Error('The packed README contains commands for developers');
  return `${kept}\n`;
}

/**
 * Embeds the pictures in the text, because the page of an extension loads no files from its folder. VS Code 1.99 shows them; 1.139 shows
 * only pictures from the web.
 */
const inlinePictures = (readme) =>
  readme.replace(PICTURE, (_, alt, file) => {
    const data = readFileSync(inProject(file)).toString('base64');
    return `![${alt}](data:image/png;base64,${data})`;
  });

/** Removes the pictures of the other pages, which would more than double the extension. */
const dropPictures = (page) => page.replace(/^ *!\[[^\]]*\]\([^)]*\)\n\n?/gm, '');

/** Removes the blanks and dashes that align the columns of tables in the source. */
const narrowTables = (page) =>
  page.replace(/^\|.*\|$/gm, (row) => row.replace(/ +(?=\|)/g, ' ').replace(/-{4,}(?= \|)/g, '---'));

/** @returns {Promise<import('./archives.mjs').Entry[]>} the files that `npm pack` would include, by .npmignore */
async function collectCommandLine() {
  const [{ files }] = JSON.parse(await npmOutput(['pack', '--dry-run', '--json', '--ignore-scripts'], root));
  const programs = Object.values(manifest().bin).map((file) => path.posix.normalize(file));
  const changes = {
    'package.json': keepForNpm,
    'README.md': (bytes) => changeText(bytes, dropDevelopment),
  };
  const keepBytes = (bytes) => bytes;
  return files.map(({ path: file }) => ({
    name: `package/${file}`,
    bytes: (changes[file] ?? keepBytes)(readFileSync(inProject(file))),
    isProgram: programs.includes(file),
  }));
}

/** What the manifest of the npm package has; the rest is about the extension, whose files are not in that package. */
const NPM_MEMBERS = [
  ...['name', 'version', 'description', 'license', 'author', 'repository', 'homepage', 'bugs', 'keywords'],
  ...['engines', 'bin', 'man'],
];

/** Keeps what npm reads. Its `private` stays in the sources only: it prevents that the project's folder is published as it is. */
function keepForNpm(bytes) {
  const given = JSON.parse(Buffer.from(bytes));
  const { node } = given.engines;
  const texts = { description: readJson('package.nls.json').description, engines: { node } };
  const packed = NPM_MEMBERS.map((name) => [name, texts[name] ?? given[name]]);
  return Buffer.from(`${JSON.stringify(Object.fromEntries(packed), null, 2)}\n`);
}

/** Removes scripts and development dependencies: npm warns about them, although the package runs and builds nothing on installation. */
function dropScripts(bytes) {
  const packed = { ...JSON.parse(Buffer.from(bytes)), scripts: undefined, devDependencies: undefined };
  return Buffer.from(`${JSON.stringify(packed, null, 2)}\n`);
}

/** Writes a package and returns its size in bytes. */
function keep(file, bytes) {
  writeFileSync(file, bytes);
  console.log(`package: ${path.basename(file)} ${(bytes.length / 1000).toFixed(0)} KB`);
  return bytes.length;
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
