#!/usr/bin/env node
/**
 * The browser that tests drive: `node scripts/browser.mjs` installs one where none is found and prints its path.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { run } from './processes.mjs';
import { inProject } from './project.mjs';

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

/** @returns {string | undefined} the path of an installed browser; $CHROMIUM goes first */
export function findBrowser() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM) {
    if (existsSync(CHROMIUM)) return CHROMIUM;
    throw new Error(`$CHROMIUM names ${CHROMIUM}, which does not exist.`);
  }
  // The last place is where playwright-core would put its own.
  return [...usualPlaces(), chromium.executablePath()].find((file) => existsSync(file));
}

/** @returns {Promise<string>} the path of a browser, which is installed if there is none; rejects if it cannot be */
export async function browser() {
  const found = findBrowser();
  if (found) return found;
  try {
    await installBrowser();
  } catch (error) {
    console.error(`browser: ${error.message}`);
  }
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error('No browser: install Chromium or Google Chrome, or name one by the variable CHROMIUM.');
}

async function installBrowser() {
  const debianRoot = existsSync('/usr/bin/apt-get') && process.getuid() === 0;
  if (debianRoot) {
    console.error('browser: installing Debian’s chromium ...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
    await run('apt-get', ['-qq', 'update'], quiet);
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], quiet);
    return;
  }
  console.error('browser: installing Chromium for playwright-core ...');
  const cli = inProject('node_modules/playwright-core/cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await browser());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
