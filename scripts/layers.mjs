import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { browser } from './browser.mjs';
import { libvirt } from './libvirt.mjs';
import { installPrograms } from './programs.mjs';
import { installNodes } from './nodes.mjs';
import { nova } from './nova.mjs';
import { exitCode } from './processes.mjs';
import { filesBelow, inProject } from './project.mjs';
import { qemu } from './qemu.mjs';
import { installServer } from './vscodeServer.mjs';
import { isVSCodeChosen } from './vscodeVersions.mjs';
import { installWebRunner } from './webRunner.mjs';

/**
 * The test layers: what each requires and how it runs.
 * @typedef {import('./results.mjs').Results} Results
 * @typedef {object} Layer
 * @property {('product' | 'tests' | 'package')[]} builds
 * @property {() => Promise<unknown>} [prepare] rejects if the layer cannot run on this machine
 * @property {() => Promise<Results>} run
 * @property {boolean} [isOnRequest] whether it runs only if it is named
 */

const script = (name) => inProject('scripts', name);
const binary = (name) => inProject('node_modules', name);

/** Runs `node ARGS`. @returns {Promise<boolean>} whether it ended with 0 */
const succeeds = async (args) => (await exitCode(process.execPath, args)) === 0;

/** Runs a script that writes its counts; a script that writes none failed before its first test. */
async function counted(name, ...args) {
  const file = inProject('out/results', `${name}.json`);
  rmSync(file, { force: true });
  const good = await succeeds([...args, '--results', file]);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(readFileSync(file, 'utf8'));
  // A run that fails apart from its tests has failed, too.
  return good || results.failed > 0 ? results : { ...results, failed: 1 };
}

/**
 * Returns a function that runs the tests of a folder of out/test/.
 * @param {number} [jobs] files that run in parallel @returns {() => Promise<Results>}
 */
const mocha =
  (name, jobs = 1) =>
  () =>
    counted(name, script('run-mocha.mjs'), `out/test/${name}`, '--jobs', String(jobs));

const staticChecks = {
  'types (tsc)': [binary('typescript/bin/tsc'), '--noEmit', '-p', '.'],
  'lint (eslint)': [binary('eslint/bin/eslint.js'), '.'],
  'format (prettier)': [binary('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  'generated files (generate)': [script('generate.mjs'), '--check'],
};

/** Runs the checks in parallel: the longest two take a minute each. */
async function checkStatically() {
  const outcomes = await Promise.all(
    Object.entries(staticChecks).map(async ([name, command]) => {
      const good = await succeeds(command);
      console.log(`  ${good ? '✔' : '✘'} ${name}`);
      return good;
    }),
  );
  const passed = outcomes.filter(Boolean).length;
  return { passed, failed: outcomes.length - passed, skipped: 0 };
}

/** Each source line with assertions is a case, as in the reports of vscode-tmgrammar-test. */
async function checkGrammars() {
  const reports = inProject('out/results/grammar');
  rmSync(reports, { recursive: true, force: true });
  const cases = filesBelow('test/grammar');
  const cli = binary('vscode-tmgrammar-test/dist/unit.js');
  const good = cases.length > 0 && (await succeeds([cli, ...cases, '--xunit-report', reports]));
  const xml = existsSync(reports)
    ? readdirSync(reports).map((file) => readFileSync(path.join(reports, file), 'utf8'))
    : [];
  const [all, failed] = [/<testcase /g, /<testcase [^>]*>\s*<(?:failure|error) /g].map(
    (pattern) => xml.join('').match(pattern)?.length ?? 0,
  );
  return { passed: all - failed, failed: good ? failed : Math.max(failed, 1), skipped: 0 };
}

/** Whether the suite runs in the desktop's VS Code, which $VSCODE names. */
const isForDesktop = () => Boolean(process.env.VSCODE) && !isVSCodeChosen();

/** Runs the suite inside VS Code: in the desktop's if there is one, else in the server's, on Node and in a web worker. */
async function checkInEditor() {
  if (isForDesktop()) return counted('vscode', script('test-electron.mjs'));
  console.log('  the extension on Node');
  const node = await counted('vscode', script('test-vscode.mjs'));
  console.log('  the extension in a web worker');
  const web = await counted('vscode-web', script('test-vscode.mjs'), '--web');
  return add(node, web);
}

/** @param {Results} a @param {Results} b @returns {Results} */
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

async function serverAndBrowser() {
  await browser();
  await installServer();
}

async function webRunnerAndBrowser() {
  await browser();
  await installWebRunner();
}

/** The layers that accept `--vscode`. */
export const layersInVSCode = ['vscode', 'ui'];

/** In the order in which they run: layers that fail fast come first. @type {Record<string, Layer>} */
export const layers = {
  static: { builds: [], run: checkStatically },
  unit: { builds: ['tests'], run: mocha('unit', 2) },
  grammar: { builds: [], run: checkGrammars },
  protocol: { builds: ['product', 'tests'], prepare: installPrograms, run: mocha('protocol', 2) },
  package: { builds: ['package', 'tests'], prepare: installNodes, run: mocha('package') },
  fuzz: { builds: ['product', 'tests'], run: mocha('fuzz') },
  corpus: { builds: ['product', 'tests'], run: mocha('corpus', 2) },
  qemu: { builds: ['product', 'tests'], prepare: qemu, run: mocha('qemu') },
  libvirt: {
    builds: ['tests'],
    prepare: () => Promise.all([libvirt(), nova()]),
    run: mocha('libvirt'),
  },
  vscode: {
    builds: ['product', 'tests'],
    prepare: async () => isForDesktop() || serverAndBrowser(),
    run: checkInEditor,
  },
  ui: {
    builds: ['package'],
    prepare: serverAndBrowser,
    run: () => counted('ui', inProject('test/vscode/ui.mjs')),
  },
  'test-web': {
    builds: ['product', 'tests'],
    prepare: webRunnerAndBrowser,
    run: () => counted('test-web', script('test-web.mjs')),
    isOnRequest: true,
  },
};
