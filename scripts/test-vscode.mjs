#!/usr/bin/env node
/**
 * Runs test/vscode/suite in the VS Code server from npm, with a headless browser:
 *   node scripts/test-vscode.mjs [--vscode VERSION] [--only TITLE] [--shuffle [SEED]]          the extension on Node
 *   node scripts/test-vscode.mjs --web [--vscode VERSION] [--only TITLE] [--shuffle [SEED]]    the extension in a web worker
 * Expects dist/ and out/test/ to be built. Writes the counts to the file of --results, and the log and pictures of failing cases to
 * out/failed/vscode/ or out/failed/vscode-web/.
 */
import { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCaseOptions, printOrder } from './caseOptions.mjs';
import { lastMessages, section, tail } from './evidence.mjs';
import { startBrowser } from './page.mjs';
import { onStop } from './processes.mjs';
import { root, inProject } from './project.mjs';
import { count, fileNameOf, keepResults, say } from './results.mjs';
import { makeSuiteFiles, readOutcomes } from './suiteFiles.mjs';
import { address, serverHome, startServer } from './vscodeServer.mjs';
import { useVSCode } from './vscodeVersions.mjs';

const { web, vscode, results, choice } = readCaseOptions(process.argv.slice(2), {
  web: { type: 'boolean' },
  vscode: { type: 'string' },
  results: { type: 'string' },
});
useVSCode(vscode);
/** A suite without output for this long counts as stuck. */
const SILENCE_MS = 120_000;

const failures = inProject('out/failed', web ? 'vscode-web' : 'vscode');
rmSync(failures, { recursive: true, force: true });
mkdirSync(failures, { recursive: true });
// The workbench logs a lot, including what a server without native modules cannot do; the log is kept for failures.
const log = path.join(failures, 'log');
writeFileSync(log, '');

const home = serverHome();
const { workspace, exchange } = makeSuiteFiles(home.temporary, { ...choice, pictures: true });
const server = await startServer(home);
const browser = await startBrowser(home);
const page = await browser.newPage();
page.setDefaultNavigationTimeout(SILENCE_MS);
const extension = web ? linkForWeb(server) : undefined;
/** The messages of the extension host and the workbench. */
const messages = [];
/** What the window showed when a case failed, by title. */
const evidence = new Map();
printOrder(choice);
try {
  const ended = hostEnds();
  await page.addInitScript(developInPage, extension?.development ?? nodeHost(server));
  await page.goto(address(server.authority, workspace));
  process.exitCode = await ended;
  const outcomes = readOutcomes(exchange);
  if (!outcomes) throw new Error(`The suite ended with ${process.exitCode} and wrote no outcomes.`);
  for (const outcome of outcomes) say(withEvidence(outcome));
  keepResults(results, count(outcomes));
} catch (error) {
  const picture = path.join(failures, 'end.png');
  await page.screenshot({ path: picture });
  console.error([error.message, endOfLogs(), `Log: ${log}`, `Picture: ${picture}`].join('\n'));
  process.exitCode = 1;
} finally {
  appendFileSync(log, server.log());
  await browser.close();
  await server.stop();
  extension?.remove();
  home.remove();
}

/** @returns {Promise<number>} the exit code of the extension host, whose output is logged */
async function hostEnds() {
  let timer;
  const code = new Promise((resolve, reject) => {
    const expectSign = () => {
      clearTimeout(timer);
      const silent = () => reject(new Error(`The suite has printed nothing for ${SILENCE_MS / 1000} s.`));
      timer = setTimeout(silent, SILENCE_MS);
    };
    page.exposeFunction('codeAutomationLog', async (type, args) => {
      expectSign();
      messages.push(args.join(' '));
      appendFileSync(log, `${type}: ${args.join(' ')}\n`);
      const [, wish] = /^take a picture: (.*)$/.exec(args[0]) ?? [];
      if (wish !== undefined) await keepEvidence(JSON.parse(wish));
    });
    page.exposeFunction('codeAutomationExit', resolve);
    page.on('crash', () => reject(new Error('The page crashed.')));
    expectSign();
  });
  return code.finally(() => clearTimeout(timer));
}

/** Saves a picture and the ends of the logs for a failed case; the suite waits for the file. */
async function keepEvidence({ name, title }) {
  const picture = path.join(failures, `${fileNameOf(title)}.png`);
  const pictureNote = await page.screenshot({ path: picture }).then(
    () => `Picture: ${picture}`,
    (error) => `No picture: ${error.message}`,
  );
  evidence.set(title, `${endOfLogs()}\n${pictureNote}`);
  writeFileSync(path.join(exchange, name), '');
}

function endOfLogs() {
  const consoleText = section('End of the console', lastMessages(messages, 12));
  return `${consoleText}\n${section('End of the server’s log', tail(server.log(), 8))}`;
}

function withEvidence(outcome) {
  const failureText = evidence.get(outcome.title);
  return failureText === undefined ? outcome : { ...outcome, error: `${outcome.error}\n${failureText}` };
}

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

/** Runs in the page: extends the workbench's configuration before the workbench reads it. */
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
