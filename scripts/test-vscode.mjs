#!/usr/bin/env node
/**
 * Runs test/vscode/suite in the VS Code server from npm, by a headless browser:
 *   node scripts/test-vscode.mjs          the extension on Node
 *   node scripts/test-vscode.mjs --web    the extension in a web worker
 * Expects dist/ and out/test/ to be built. Leaves the counts where --results says.
 */
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openPage } from './page.mjs';
import { root, inProject } from './project.mjs';
import { count, keepResults, say } from './results.mjs';
import { address, serverHome, startServer } from './vscodeServer.mjs';

const { values: options } = parseArgs({ options: { web: { type: 'boolean' }, results: { type: 'string' } } });
const limit = 120_000;

// The workbench talks a lot, of what a server without its native modules cannot do, too: that is kept for a failure.
const log = inProject('out/test-vscode.log');
mkdirSync(path.dirname(log), { recursive: true });
writeFileSync(log, '');

const home = serverHome();
const workspace = path.join(home.temporary, 'workspace');
cpSync(inProject('samples'), workspace, { recursive: true });
const server = await startServer(home);
const { page, close } = await openPage(home);
try {
  const ended = hostEnds(page);
  await page.addInitScript(developInPage, options.web ? webHost(server) : nodeHost(server));
  await page.goto(address(server.authority, workspace));
  const code = await ended;
  const outcomes = JSON.parse(readFileSync(path.join(workspace, 'test-results.json'), 'utf8'));
  outcomes.forEach(say);
  keepResults(options.results, count(outcomes));
  process.exitCode = code;
} catch (error) {
  await page.screenshot({ path: inProject('out/test-vscode.png') });
  appendFileSync(log, server.log());
  console.error(`${error.message} See out/test-vscode.log and out/test-vscode.png.`);
  process.exitCode = 1;
} finally {
  await close();
  await server.stop();
  home.remove();
}

/** @returns {Promise<number>} the exit code of the extension host; what it prints is logged */
async function hostEnds(page) {
  let timer;
  const code = new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationLog', (type, args) =>
      appendFileSync(log, `${type}: ${args.join(' ')}\n`),
    );
    page.exposeFunction('codeAutomationExit', resolve);
    page.on('crash', () => reject(new Error('The page crashed.')));
    timer = setTimeout(() => reject(new Error(`No result in ${limit / 1000} s.`)), limit);
  });
  return code.finally(() => clearTimeout(timer));
}

/** Extension and tests come from this folder, by the server. */
function nodeHost({ authority }) {
  const at = (file) => ({ scheme: 'vscode-remote', authority, path: file });
  return { extensions: [at(root)], extensionTestsPath: at(inProject('out/test/vscode/index')) };
}

/** A web extension has to come by http: a link makes it one of the files that the server serves itself. */
function webHost({ authority, vscode }) {
  const link = path.join(vscode, 'extension-under-test');
  // It may lead nowhere: to a checkout that is gone.
  rmSync(link, { force: true });
  symlinkSync(root, link, 'junction');
  const { quality, commit } = JSON.parse(readFileSync(path.join(vscode, 'product.json'), 'utf8'));
  const at = (file) => ({
    scheme: 'http',
    authority,
    path: `/${quality}-${commit}/static/extension-under-test${file}`,
  });
  return { extensions: [at('')], extensionTestsPath: at('/out/test/vscode/index.web') };
}

/** Runs in the page: adds to the workbench's configuration before the workbench reads it. */
function developInPage(development) {
  /* global document */
  document.addEventListener('readystatechange', () => {
    const meta = document.getElementById('vscode-workbench-web-configuration');
    if (document.readyState !== 'interactive' || !meta) return;
    const configuration = JSON.parse(meta.dataset.settings);
    Object.assign((configuration.developmentOptions ??= {}), development);
    meta.dataset.settings = JSON.stringify(configuration);
  });
}
