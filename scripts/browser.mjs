#!/usr/bin/env node
/**
 * The browser that tests drive: `node scripts/browser.mjs` installs one where none is found and prints its path.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { installPackages } from './debian.mjs';
import { tryTwice } from './install.mjs';
import { run } from './processes.mjs';
import { inProject } from './project.mjs';

const ADVICE =
  'No browser found. Install Chromium or Google Chrome, or set the variable CHROMIUM to the path of one.';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const macApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const windowsPrograms = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

/** @returns {string[]} where browsers of Chromium's family usually are, on this system */
function usualPlaces() {
  const { env, platform } = process;
  if (platform === 'darwin')
    return ['/Applications', path.join(env.HOME ?? '', 'Applications')].flatMap((folder) =>
      macApplications.map((file) => path.join(folder, file)),
    );
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => windowsPrograms.map((file) => path.join(folder, file)));
  return (env.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
}

/** @returns {string | undefined} the path of an installed browser; $CHROMIUM takes precedence */
export function findBrowser() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) {
    if (existsSync(CHROMIUM)) return CHROMIUM;
    throw new Error(`$CHROMIUM names ${CHROMIUM}, which does not exist.`);
  }
  // The last place is where playwright-core installs its own.
  return [...usualPlaces(), chromium.executablePath()].find((file) => existsSync(file));
}

/** @returns {Promise<string>} the path of a browser, installing one if necessary; rejects if that fails */
export async function browser() {
  const found = findBrowser();
  if (found) return found;
  await installBrowser();
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(ADVICE);
}

async function installBrowser() {
  if (existsSync('/usr/bin/apt-get') && process.getuid() === 0) {
    await installPackages('browser', ['chromium']);
    return;
  }
  console.error('browser: installing Chromium for playwright-core ...');
  const cli = inProject('node_modules/playwright-core/cli.js');
  const attempt = () =>
    run(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
  await tryTwice({ who: 'browser', attempt, advice: ADVICE });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await browser());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
