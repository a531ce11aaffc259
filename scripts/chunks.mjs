import { Script } from 'node:vm';

/**
 * Puts the chunks into which esbuild splits bundles, which are ES modules, into a few files for Node's `require` and for classic scripts
 * of browsers. A chunk becomes a function that returns its exports; `loadChunk` calls it on first use.
 *
 * `shared.js` has `loadChunk` and the chunks that the server shares with its threads; files such as `shared-image-selection.js` have those
 * that only threads share. The other files are those of the bundles.
 */
const SHARED = 'shared.js';
/** The bundle that runs in browsers, where scripts are loaded one after another into one scope. */
const BROWSER = 'browserWorker';

/**
 * A part of one or more bundles.
 * @typedef {object} Chunk
 * @property {string} output its name for esbuild
 * @property {string[]} users the names of the bundles
 * @property {string} [entry] the name of the bundle that starts with it
 * @property {string} file the file that it gets into
 */

/**
 * Returns the files of split bundles.
 *
 * @param {import('esbuild').BuildResult} result of a build with `format: 'esm'`, `splitting`, `minify` and `metafile`, not written
 * @param {Record<string, string>} entryPoints source files by name of the bundle; the first one is the server
 * @returns {Record<string, string>} contents by file name
 */
export function linkChunks({ outputFiles, metafile: { outputs } }, entryPoints) {
  const chunks = findChunks(outputs, entryPoints);
  const ids = new Map(chunks.map(({ output }, id) => [nameOf(output), id]));
  const texts = new Map(outputFiles.map(({ path, text }) => [nameOf(path), text]));
  const bodies = chunks.map(({ output }) => convertModule(texts.get(nameOf(output)), ids));
  const files = [...new Set(chunks.map(({ file }) => file))].map((file) => [
    file,
    writeFile(file, chunks, bodies),
  ]);
  // A remaining import or export is a syntax error.
  for (const [filename, text] of files) new Script(text, { filename });
  return Object.fromEntries(files);
}

/**
 * Returns the two files of the command line: most commands, which are loaded when one of them runs, are not in the first one. V8 would read
 * all code in it on each start.
 *
 * @param {import('esbuild').BuildResult} result of a build of one entry point, otherwise as for `linkChunks`
 * @param {{ entry: string, early: string[], first: string, second: string }} how the entry point, the sources of the late imports whose code is
 *   in the first file, too, and the names of the files
 * @returns {Record<string, string>} contents by file name
 */
export function linkCommandLine({ outputFiles, metafile: { outputs } }, { entry, early, first, second }) {
  const names = Object.keys(outputs).sort();
  const ids = new Map(names.map((output, id) => [nameOf(output), id]));
  const texts = new Map(outputFiles.map(({ path, text }) => [nameOf(path), text]));
  const outputOf = (source) => names.find((output) => outputs[output].entryPoint === source);
  const isEarly = new Set();
  const add = (output) => {
    if (!(output in outputs) || isEarly.has(output)) return;
    isEarly.add(output);
    for (const { path, kind } of outputs[output].imports) if (kind !== 'dynamic-import') add(path);
  };
  for (const source of [entry, ...early]) {
    if (outputOf(source) === undefined) throw new Error(`No bundle starts with ${source}`);
    add(outputOf(source));
  }
  const write = (chosen) =>
    chosen.map((output) => {
      const id = ids.get(nameOf(output));
      return `${id}(loadChunk){${convertModule(texts.get(nameOf(output)), ids)}}`;
    });
  const start = ids.get(nameOf(outputOf(entry)));
  const files = {
    [first]:
      `"use strict";{const chunks={${write(names.filter((name) => isEarly.has(name)))}},loaded={},` +
      `loadChunk=id=>loaded[id]??=(chunks[id]??require("./${second}")[id])(loadChunk)??{};loadChunk(${start})}\n`,
    [second]: `"use strict";module.exports={${write(names.filter((name) => !isEarly.has(name)))}};\n`,
  };
  for (const [filename, text] of Object.entries(files)) new Script(text, { filename });
  return files;
}

/**
 * Lists the files that a browser loads, in this order.
 * @param {string[]} files all files of the split bundles
 */
export function listBrowserFiles(files) {
  const isChunkFile = (file) => file.startsWith('shared-') && file.includes('browser');
  return [SHARED, ...files.filter(isChunkFile).sort(), `${BROWSER}.js`];
}

const nameOf = (file) => file.replace(/^.*[\\/]/, '');

/** @returns {Chunk[]} all chunks, in an order that depends on the sources only */
function findChunks(outputs, entryPoints) {
  const names = Object.keys(entryPoints);
  const users = new Map(Object.keys(outputs).map((output) => [output, []]));
  const entryOf = ({ entryPoint }) => names.find((name) => entryPoints[name] === entryPoint);
  const addUser = (output, name) => {
    // Node's own modules are not among the outputs.
    if (users.get(output)?.includes(name) !== false) return;
    users.get(output).push(name);
    for (const { path } of outputs[output].imports) addUser(path, name);
  };
  for (const name of names)
    for (const [output, about] of Object.entries(outputs)) if (entryOf(about) === name) addUser(output, name);
  const orderOf = ({ output }) => JSON.stringify(Object.keys(outputs[output].inputs).sort());
  return Object.entries(outputs)
    .map(([output, about]) => {
      const usedBy = users.get(output);
      return { output, users: usedBy, entry: entryOf(about), file: chooseFile(usedBy, names[0]) };
    })
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function chooseFile(users, server) {
  if (users.length === 1) return `${users[0]}.js`;
  if (users.includes(server)) return SHARED;
  return `shared-${users.map((name) => name.replace(/Worker$/, '')).join('-')}.js`;
}

const IMPORT = /(?<=^|[;}\n])import(?:(?: ([\w$]+) |\*as ([\w$]+) |(\{[^}]*\}))from)?"([^"]+)";/g;
const LATE_IMPORT = /\bimport\("([^"]+)"\)/g;
const EXPORT = /\bexport(\{[^}]*\});\s*$/;

/**
 * Turns an ES module, as esbuild minifies it, into the body of a function. Its exports must keep their values once it is evaluated,
 * because they are copied.
 *
 * @param {string} code @param {Map<string, number>} ids of the chunks @returns {string}
 */
function convertModule(code, ids) {
  const load = (specifier) => {
    const id = ids.get(nameOf(specifier));
    return id === undefined ? `require("${specifier}")` : `loadChunk(${id})`;
  };
  let imports = '';
  const rest = code.replace(IMPORT, (_, byDefault, all, some, specifier) => {
    const names = byDefault ?? all ?? some?.replace(/([\w$]+) as /g, '$1:');
    imports += names ? `const ${names}=${load(specifier)};` : `${load(specifier)};`;
    return '';
  });
  const body = rest
    .replace(LATE_IMPORT, (_, specifier) => `Promise.resolve().then(()=>${load(specifier)})`)
    .replace(EXPORT, (_, names) => `return${names.replace(/([\w$]+) as ([\w$]+)/g, '$2:$1')};`);
  return imports + body;
}

/** @param {string} file @param {Chunk[]} chunks @param {string[]} bodies @returns {string} */
function writeFile(file, chunks, bodies) {
  const table = chunks.flatMap((chunk, id) =>
    // V8 compiles a function in parentheses at once, without looking for its end first.
    chunk.file === file ? `${id}:(function(loadChunk){${bodies[id]}})` : [],
  );
  if (file === SHARED) return writeShared(table);
  const start = chunks.findIndex((chunk) => chunk.file === file && chunk.entry);
  return start < 0 ? writeTable(table) : writeEntry(table, start, chunks);
}

const writeShared = (table) =>
  `"use strict";{const chunks={${table}},loaded={},` +
  'loadChunk=id=>loaded[id]??=chunks[id](loadChunk)??{},addChunks=more=>(Object.assign(chunks,more),loadChunk);' +
  'typeof module=="object"?module.exports=addChunks:globalThis.addChunks=addChunks}\n';

const writeTable = (table) =>
  `"use strict";(typeof require=="function"?require("./${SHARED}"):addChunks)({${table}});\n`;

function writeEntry(table, start, chunks) {
  const { entry } = chunks[start];
  if (entry === BROWSER) return `"use strict";addChunks({${table}})(${start});\n`;
  const needed = chunks.filter(({ users, file }) => users.includes(entry) && file.startsWith('shared-'));
  const requires = [...new Set(needed.map(({ file }) => `require("./${file}");`))];
  return (
    `"use strict";{${requires.join('')}` + `module.exports=require("./${SHARED}")({${table}})(${start})}\n`
  );
}
