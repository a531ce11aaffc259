#!/usr/bin/env node
/**
 * Goes through the features of the extension, by keyboard and mouse in one window of a browser's VS Code, and takes pictures for review:
 *   node test/vscode/tour.mjs [--vscode VERSION] [--only TITLE]
 * Expects the extension to be packed. The pictures are in out/tour/VERSION/. If a step does not show the expected result, the tour reports
 * what is visible instead, continues, and exits with 1.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readCaseOptions } from '../../scripts/caseOptions.mjs';
import { startBrowser } from '../../scripts/page.mjs';
import { inProject, vsixPath } from '../../scripts/project.mjs';
import { count, fileNameOf, say, summary } from '../../scripts/results.mjs';
import { installExtension, serverHome } from '../../scripts/vscodeServer.mjs';
import { chosenVSCode, useVSCode } from '../../scripts/vscodeVersions.mjs';
import { explaining } from './tour/explaining.mjs';
import { tidy } from './tour/hands.mjs';
import { repairing } from './tour/repairing.mjs';
import { settings } from './tour/settings.mjs';
import { view } from './tour/view.mjs';
import { walkthroughSteps } from './tour/walkthrough.mjs';
import { writing } from './tour/writing.mjs';
import { openWindow } from './window.mjs';

const SIZE = { width: 1280, height: 800, scale: 1 };
/** The initial file of the window. */
const START = 'README.md';

const { vscode, choice } = readCaseOptions(process.argv.slice(2), { vscode: { type: 'string' } });
useVSCode(vscode);
const folder = inProject('out/tour', chosenVSCode().version);
if (choice.only === undefined) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const steps = [...writing, ...repairing, ...view, ...explaining, ...settings, ...walkthroughSteps].map(
  (step, index) => ({
    ...step,
    number: String(index + 1).padStart(2, '0'),
  }),
);

/** @returns {Promise<import('../../scripts/results.mjs').Outcome>} */
async function runStep({ title, number, act }, window) {
  const { page } = window;
  let pictures = 0;
  const take = async (what) => {
    pictures += 1;
    const name = `${number}-${pictures}-${fileNameOf(`${title} ${what}`)}.png`;
    await page.screenshot({ path: path.join(folder, name), animations: 'disabled' });
  };
  try {
    await tidy(page);
    await act({ ...window, take });
    return { title, state: 'passed' };
  } catch (error) {
    const message = stripVTControlCharacters(error.message).trim();
    const description = await take('failed').then(window.describe, (problem) => problem.message);
    return { title, state: 'failed', error: `${message}\n${description}` };
  }
}

const shared = serverHome();
const outcomes = [];
try {
  await installExtension(vsixPath(), shared);
  const browser = await startBrowser(shared);
  const window = await openWindow(browser, shared.extensions, SIZE);
  try {
    await window.open(START);
    for (const step of steps.filter(
      ({ title }) => choice.only === undefined || title.includes(choice.only),
    )) {
      outcomes.push(await runStep(step, window));
      say(outcomes.at(-1));
    }
  } finally {
    await window.close();
    await browser.close();
  }
} finally {
  shared.remove();
}
const results = count(outcomes);
console.log(`${summary(results)}; pictures: ${folder}`);
if (results.failed > 0 || outcomes.length === 0) process.exitCode = 1;
