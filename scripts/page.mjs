import { chromium } from 'playwright-core';
import { browser } from './browser.mjs';
import { onStop } from './processes.mjs';

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts a headless browser whose files are in the given home. Its pages share nothing: each has separate storage, which is deleted with
 * it.
 * @param {{ env: NodeJS.ProcessEnv }} home
 * @param {string[]} [args] more arguments of the browser
 * @returns {Promise<{
 *   newPage: (options?: import('playwright-core').BrowserContextOptions) => Promise<import('playwright-core').Page>,
 *   close: () => Promise<void>,
 * }>}
 */
export async function startBrowser(home, args = []) {
  // Chromium refuses its sandbox to root; the pages are our own servers'.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const launched = await chromium.launch({
    executablePath: await browser(),
    args: [...quiet, ...sandbox, ...args],
    env: home.env,
  });
  const forget = onStop(() => launched.close());
  return {
    newPage: async (options = {}) => {
      const page = await launched.newPage({ viewport: { width: 1200, height: 800 }, ...options });
      page.on('pageerror', (error) => console.error(`page: ${error}`));
      return page;
    },
    close: async () => {
      forget();
      await launched.close();
    },
  };
}
