#!/usr/bin/env node
/**
 * Runs test/vscode/suite in the VS Code server from npm, with a headless browser:
 *   node scripts/test-vscode.mjs [--vscode VERSION] [--only TITLE] [--shuffle [SEED]]          the extension on Node
 *   node scripts/test-vscode.mjs --web [--vscode VERSION] [--only TITLE] [--shuffle [SEED]]    the extension in a web worker
 * Expects dist/ and out/test/ to be built. Writes the counts to the file of --results, and the log and pictures of failing cases to
 * out/failed/vscode/ or out/failed/vscode-web/.
 */
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { readCaseOptions, printOrder } from './caseOptions.mjs';
import { startBrowser } from './page.mjs';
import { onStop } from './processes.mjs';
import { root, inProject } from './project.mjs';
import { makeSuiteFiles } from './suiteFiles.mjs';
import { runInPage } from './suiteInPage.mjs';
import { address, serverHome, startServer } from './vscodeServer.mjs';
import { useVSCode } from './vscodeVersions.mjs';

const { web, vscode, results, choice } = readCaseOptions(process.argv.slice(2), {
  web: { type: 'boolean' },
  vscode: { type: 'string' },
  results: { type: 'string' },
});
useVSCode(vscode);

const home = serverHome();
const { workspace, exchange } = makeSuiteFiles(home.temporary, { ...choice, pictures: true });
const server = await startServer(home);
const browser = await startBrowser(home);
const extension = web ? linkForWeb(server) : undefined;
printOrder(choice);
const completeLog = await runInPage({
  name: web ? 'vscode-web' : 'vscode',
  page: await browser.newPage(),
  url: address(server.authority, workspace),
  configuration: { developmentOptions: extension?.development ?? nodeHost(server) },
  exchange,
  serverLog: server.log,
  results,
});
await browser.close();
await server.stop();
completeLog();
extension?.remove();
home.remove();

/** The server loads the extension and the tests from this folder. */
function nodeHost({ authority }) {
  const at = (file) => ({ scheme: 'vscode-remote', authority, path: file });
  return { extensions: [at(root)], extensionTestsPath: at(inProject('out/test/vscode/index')) };
}

/**
 * A web extension must be served over HTTP: a link adds it to the files that the server serves. Each run has its own link, as other runs
 * may use the same server's files.
 */
function linkForWeb({ authority, vscode }) {
  const name = `extension-under-test-${path.basename(home.temporary)}`;
  const link = path.join(vscode, name);
  symlinkSync(root, link, 'junction');
  const unlink = () => rmSync(link, { force: true });
  const forget = onStop(unlink);
  const { quality, commit } = JSON.parse(readFileSync(path.join(vscode, 'product.json'), 'utf8'));
  const at = (file) => ({ scheme: 'http', authority, path: `/${quality}-${commit}/static/${name}${file}` });
  return {
    development: { extensions: [at('')], extensionTestsPath: at('/out/test/vscode/index.web.js') },
    remove: () => {
      forget();
      unlink();
    },
  };
}
