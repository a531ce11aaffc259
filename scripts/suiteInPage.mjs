import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lastMessages, section, tail } from './evidence.mjs';
import { inProject } from './project.mjs';
import { count, fileNameOf, keepResults, say } from './results.mjs';
import { readOutcomes } from './suiteFiles.mjs';

/** A suite without output for this long counts as stuck. */
const SILENCE_MS = 120_000;

/**
 * A suite to run in a browser.
 * @typedef {object} SuiteRun
 * @property {string} name the name of the folder for evidence in out/failed/
 * @property {import('playwright-core').Page} page
 * @property {string} url the address of the workbench with the workspace
 * @property {object} configuration additions to the workbench's configuration: members whose members are merged with the given ones
 * @property {string} exchange the folder that the suite and this script share, absolute
 * @property {() => string} serverLog returns what the server has printed
 * @property {string | undefined} results the file for the counts
 */

/**
 * Runs the suite in a page, prints its cases, and saves the log and pictures of failed cases. Sets the exit code of this process.
 * @param {SuiteRun} run
 * @returns {Promise<() => void>} a function that completes the log once the server has stopped
 */
export async function runInPage({ name, page, url, configuration, exchange, serverLog, results }) {
  const failures = inProject('out/failed', name);
  rmSync(failures, { recursive: true, force: true });
  mkdirSync(failures, { recursive: true });
  // The workbench logs a lot, including what a server without native modules cannot do; the log is kept for failures.
  const log = path.join(failures, 'log');
  writeFileSync(log, '');
  /** The messages of the extension host and the workbench. */
  const messages = [];
  /** What the window showed when a case failed, by title. */
  const evidence = new Map();
  /** The outcomes of a suite that cannot write files. */
  const printed = [];

  page.setDefaultNavigationTimeout(SILENCE_MS);
  try {
    const ended = hostEnds();
    await page.addInitScript(extendConfiguration, configuration);
    await page.goto(url);
    process.exitCode = await ended;
    const outcomes = printed.length > 0 ? printed : readOutcomes(exchange);
    if (!outcomes) throw new Error(`The suite ended with ${process.exitCode} and reported no outcomes.`);
    for (const outcome of outcomes) say(withEvidence(outcome));
    keepResults(results, count(outcomes));
  } catch (error) {
    const picture = path.join(failures, 'end.png');
    const pictureNote = await takePicture(picture);
    console.error([error.message, endOfLogs(), `Log: ${log}`, pictureNote].join('\n'));
    process.exitCode = 1;
  }
  return () => appendFileSync(log, serverLog());

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
        const [, kind, content] = /^(take a picture|outcome): (.*)$/.exec(args[0]) ?? [];
        if (kind === 'outcome') printed.push(JSON.parse(content));
        else if (kind !== undefined) await keepEvidence(JSON.parse(content));
      });
      page.exposeFunction('codeAutomationExit', resolve);
      page.on('crash', () => reject(new Error('The page crashed.')));
      expectSign();
    });
    return code.finally(() => clearTimeout(timer));
  }

  /** Saves a picture and the ends of the logs for a failed case; the suite waits for the file. */
  async function keepEvidence({ name: answer, title }) {
    const pictureNote = await takePicture(path.join(failures, `${fileNameOf(title)}.png`));
    evidence.set(title, `${endOfLogs()}\n${pictureNote}`);
    writeFileSync(path.join(exchange, answer), '');
  }

  /** @returns {Promise<string>} a line about the picture */
  function takePicture(file) {
    return page.screenshot({ path: file }).then(
      () => `Picture: ${file}`,
      (error) => `No picture: ${error.message}`,
    );
  }

  function endOfLogs() {
    const consoleText = section('End of the console', lastMessages(messages, 12));
    return `${consoleText}\n${section('End of the server’s log', tail(serverLog(), 8))}`;
  }

  function withEvidence(outcome) {
    const failureText = evidence.get(outcome.title);
    return failureText === undefined ? outcome : { ...outcome, error: `${outcome.error}\n${failureText}` };
  }
}

/** Runs in the page: extends the workbench's configuration as soon as it is parsed, before a script reads it. */
function extendConfiguration(additions) {
  /* global document, MutationObserver */
  const observer = new MutationObserver(() => {
    const meta = document.getElementById('vscode-workbench-web-configuration');
    if (!meta) return;
    observer.disconnect();
    const configuration = JSON.parse(meta.dataset.settings);
    for (const [name, members] of Object.entries(additions))
      configuration[name] = { ...configuration[name], ...members };
    meta.dataset.settings = JSON.stringify(configuration);
  });
  observer.observe(document, { childList: true, subtree: true });
}
