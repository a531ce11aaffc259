#!/usr/bin/env node
/** Draws docs/icon.svg as images/icon.png, 128 pixels square: the format of extension icons in VS Code. */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { browser } from './browser.mjs';
import { inProject } from './project.mjs';

const svg = readFileSync(inProject('docs/icon.svg'), 'utf8');
const renderer = await chromium.launch({ executablePath: await browser(), args: ['--no-sandbox'] });
try {
  const page = await renderer.newPage({ viewport: { width: 128, height: 128 } });
  await page.setContent(`<body style="margin: 0">${svg}</body>`);
  await page.screenshot({ path: inProject('images/icon.png'), omitBackground: true });
} finally {
  await renderer.close();
}
