#!/usr/bin/env node
/**
 * Uses the packed extension as a user does, by keyboard and mouse in a browser's VS Code:
 *   node test/vscode/ui.mjs [--vscode VERSION] [--screenshots] [--results FILE] [--only TITLE] [--shuffle [SEED]]
 * Writes pictures to out/images/, or with --screenshots those of the documentation to docs/images/; those of failing cases to
 * out/failed/ui/.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readCaseOptions, printOrder } from '../../scripts/caseOptions.mjs';
import { startBrowser } from '../../scripts/page.mjs';
import { reduceColors } from '../../scripts/pictures.mjs';
import { inProject, vsixPath } from '../../scripts/project.mjs';
import { count, fileNameOf, keepResults, say } from '../../scripts/results.mjs';
import { shuffle } from '../../scripts/shuffle.mjs';
import { installExtension, serverHome } from '../../scripts/vscodeServer.mjs';
import { useVSCode } from '../../scripts/vscodeVersions.mjs';
import { cases } from './uiCases.mjs';
import { openWindow } from './window.mjs';

/** The size of a window, in pixels. */
const USUAL_SIZE = { width: 820, height: 720 };

const options = readCaseOptions(process.argv.slice(2), {
  screenshots: { type: 'boolean' },
  vscode: { type: 'string' },
  results: { type: 'string' },
});
useVSCode(options.vscode);
const [images, shown] = [inProject('out/images'), inProject('docs/images')];
const failures = inProject('out/failed/ui');
rmSync(failures, { recursive: true, force: true });
for (const folder of [images, failures]) mkdirSync(folder, { recursive: true });

/** Returns the path of a picture; with --screenshots, the documentation's pictures are replaced. */
function choosePlace(name) {
  const isShown = options.screenshots && existsSync(path.join(shown, name));
  return path.join(isShown ? shown : images, name);
}

/** Returns the cases to run, in order. */
function chosenCases({ only, seed }) {
  const chosen = cases.filter(({ title }) => only === undefined || title.includes(only));
  return seed === undefined ? chosen : shuffle(chosen, seed);
}

/**
 * Takes the picture of a case: of the given lines, counted from the top of the editor, or of the whole window.
 * @param {boolean} isShipped whether the picture is part of the extension, and so has one pixel for each of the window
 */
async function photograph(page, image, isShipped, first, last) {
  const how = { animations: 'disabled', caret: 'hide', scale: isShipped ? 'css' : 'device' };
  const clip = first === undefined ? undefined : await findLines(page, first, last);
  writeFileSync(image, reduceColors(await page.screenshot({ ...how, clip })));
}

/** Returns where lines of the editor are in the window. */
async function findLines(page, first, last) {
  const { x, y, width } = await page.locator('.part.editor').boundingBox();
  const text = await page.locator('.editor-instance .overflow-guard').first().boundingBox();
  const { height } = await page.locator('.monaco-editor .view-line').first().boundingBox();
  // The first line includes the tab above it.
  const top = first === 1 ? y : text.y + (first - 1) * height;
  return { x, y: top, width, height: text.y + last * height - top };
}

/** Describes the window of a failing case and takes a picture. A crashed page shows nothing. */
async function evidence({ page, describe }, title) {
  const picture = path.join(failures, `${fileNameOf(title)}.png`);
  try {
    await page.screenshot({ path: picture });
    return `${await describe()}\nPicture: ${picture}`;
  } catch (error) {
    return `The window cannot be described: ${error.message}`;
  }
}

/** @returns {Promise<import('../../scripts/results.mjs').Outcome>} */
async function runCase(browser, extensions, one) {
  const { title, file, picture, isShipped = false, size = USUAL_SIZE, untrusted, prepare, steps } = one;
  const window = await openWindow(browser, extensions, size, untrusted);
  const { page, workspace } = window;
  const prepared = await prepare?.(workspace);
  try {
    await window.open(file);
    const take = (...lines) => photograph(page, choosePlace(`${picture}.png`), isShipped, ...lines);
    await steps(page, take, prepared);
    return { title, state: 'passed' };
  } catch (error) {
    const message = stripVTControlCharacters(error.message).trim();
    return { title, state: 'failed', error: `${message}\n${await evidence(window, title)}` };
  } finally {
    await prepared?.end();
    await window.close();
  }
}

const shared = serverHome();
const outcomes = [];
try {
  printOrder(options.choice);
  await installExtension(vsixPath(), shared);
  const browser = await startBrowser(shared);
  try {
    for (const one of chosenCases(options.choice)) {
      outcomes.push(await runCase(browser, shared.extensions, one));
      say(outcomes.at(-1));
    }
  } finally {
    await browser.close();
  }
} finally {
  shared.remove();
}
const results = count(outcomes);
keepResults(options.results, results);
if (results.failed > 0 || outcomes.length === 0) process.exitCode = 1;
