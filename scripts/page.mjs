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
 * An empty page in a headless browser, whose files lie in the home given.
 * @param {{ env: NodeJS.ProcessEnv }} home
 * @param {import('playwright-core').BrowserContextOptions} [options]
 * @returns {Promise<{ page: import('playwright-core').Page, close: () => Promise<void> }>}
 */
export async function openPage(home, options = {}) {
  // Chromium refuses its sandbox to root; the page is our own server's.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const launched = await chromium.launch({
    executablePath: await browser(),
    args: [...quiet, ...sandbox],
    env: home.env,
  });
  const forget = onStop(() => launched.close());
  const close = async () => {
    forget();
    await launched.close();
  };
  const page = await launched.newPage({ viewport: { width: 1200, height: 800 }, ...options });
  page.on('pageerror', (error) => console.error(`page: ${error}`));
  return { page, close };
}
