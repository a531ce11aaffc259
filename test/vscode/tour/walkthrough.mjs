/* global document */

/** Steps of the tour: the walkthrough, and the page of the extension. */
import { renameSync } from 'node:fs';
import path from 'node:path';
import { chosenVSCode } from '../../../scripts/vscodeVersions.mjs';
import { pageIn } from '../pageCases.mjs';
import {
  choose,
  expect,
  marks,
  openFixes,
  pickTitle,
  picks,
  rows,
  runCommand,
  see,
  seeLanguage,
  seeLightBulb,
  seeLine,
  withText,
} from './hands.mjs';

const TITLE = 'Get started with firmware descriptors';
const walkthrough = '.gettingStartedContainer';
const steps = `${walkthrough} .getting-started-step`;

/** Shows the walkthrough like its command in the palette. @param {import('./hands.mjs').Page} page */
async function openWalkthrough(page) {
  await runCommand(page, 'Welcome: Open Walkthrough...');
  await choose(page, TITLE);
  await see(page, `${walkthrough} .getting-started-category .category-title`, TITLE);
}

/** Opens a step and waits for its picture. @param {import('./hands.mjs').Page} page */
async function openStep(page, title) {
  const step = withText(steps, title);
  await page.waitForSelector(step);
  if (!(await page.isVisible(`${step}.expanded`))) await page.click(`${step} .step-title`);
  await page.waitForSelector(`${step}.expanded`);
  await page.waitForFunction(() => document.querySelectorAll('iframe.webview.ready').length > 0);
  const picture = pageIn(page).locator('svg').first();
  await picture.waitFor();
  const { width, height } = await picture.boundingBox();
  expect(width > 100 && height > 100, `The picture has ${width} × ${height} pixels.`);
}

const press = (page, label) => page.click(`${steps}.expanded .monaco-button:has-text("${label}")`);

/** Waits until a step is checked off. */
const seeDone = (page, title) =>
  page.waitForSelector(`${withText(steps, title)} .codicon.complete`, { state: 'attached' });

/** Returns the pictures on the extension's page by state, once all have loaded or failed. */
const listPictures = (html) =>
  Promise.all(
    [...html.ownerDocument.images].map(async (image) => {
      await image.decode().catch(() => undefined);
      return { start: image.src.slice(0, 40), width: image.naturalWidth };
    }),
  );

/** @type {import('./hands.mjs').Step[]} */
export const walkthroughSteps = [
  {
    title: 'walkthrough: a mistake is fixed in a copy of a sample',
    act: async ({ page, take }) => {
      await openWalkthrough(page);
      await openStep(page, 'Fix a mistake');
      await take('step');
      await press(page, 'Open Sample Descriptor');
      await seeLine(page, 'Split flash without a template');
      await seeLanguage(page, 'QEMU Firmware Descriptor');
      await page.waitForSelector(marks);
      await page.keyboard.press('F8');
      await take('mistake');
      await page.keyboard.press('Escape');
      await seeLightBulb(page);
      await openFixes(page);
      await take('fixes');
      await page.keyboard.press('Enter');
      await seeLine(page, '"nvram-template"');
      await page.waitForSelector(marks, { state: 'detached' });
      await seeDone(page, 'Fix a mistake');
      await take('fixed');
    },
  },
  {
    title: 'walkthrough: a descriptor is written from a template',
    act: async ({ page, machine, take }) => {
      await openWalkthrough(page);
      await openStep(page, 'Write a descriptor');
      await take('step');
      await press(page, 'New Descriptor from Template…');
      await see(page, pickTitle, 'template');
      await choose(page, 'UEFI with Secure Boot, x86_64');
      await see(page, pickTitle, 'folder');
      const folder = withText(picks, path.join(machine, 'etc/qemu/firmware'));
      await page.hover(folder);
      await page.click(folder);
      await seeLine(page, '"secure-boot"');
      await seeLanguage(page, 'QEMU Firmware Descriptor');
      await take('descriptor');
    },
  },
  {
    title: 'walkthrough: a sample guest shows which firmware it gets, and why',
    act: async ({ page, take }) => {
      await openWalkthrough(page);
      await openStep(page, 'See which firmware a guest gets');
      await take('step');
      await press(page, 'Open Sample Guest');
      await seeLine(page, "<os firmware='efi'>");
      await page.click('.codelens-decoration a:has-text("Firmware: 50-edk2-x86_64-secure.json")');
      await page
        .frameLocator('iframe.webview.ready >> nth=-1')
        .frameLocator('iframe#active-frame')
        .locator('header.starts h1')
        .waitFor();
      await seeDone(page, 'See which firmware a guest gets');
      await take('answer');
    },
  },
  {
    title: 'walkthrough: the view shows the search path, and every step is done',
    act: async ({ page, take }) => {
      await openWalkthrough(page);
      await openStep(page, 'Browse the search path');
      await take('step');
      await press(page, 'Show QEMU Firmware View');
      await see(page, rows, '50-edk2-x86_64-secure.json');
      await seeDone(page, 'Browse the search path');
      await take('view');
      const all = await page.locator(steps).count();
      const done = await page.locator(`${steps}:has(.codicon.complete)`).count();
      expect(all === 4 && done === all, `Of ${all} steps, ${done} are done.`);
    },
  },
  {
    title: 'walkthrough: a guest without any descriptor is not an error',
    act: async ({ page, machine, take }) => {
      const shown = ['usr/share/qemu', 'etc/qemu'].map((folder) => path.join(machine, folder));
      for (const folder of shown) renameSync(folder, `${folder}-away`);
      try {
        await runCommand(page, 'QEMU Firmware: Open Sample Guest');
        await page.waitForSelector('.codelens-decoration a:has-text("Firmware: none")');
        await page.waitForSelector('.monaco-editor .squiggly-info');
        expect(!(await page.isVisible('.monaco-editor .squiggly-error')), 'The sample guest has an error.');
      } finally {
        for (const folder of shown) renameSync(`${folder}-away`, folder);
      }
      await take('guest');
    },
  },
  {
    title: 'walkthrough: the page of the extension shows every picture of its README, or its description',
    act: async ({ page, take }) => {
      await runCommand(page, 'Extensions: Show Enabled Extensions');
      const entry = '.extensions-list .monaco-list-row:has-text("QEMU Firmware")';
      await page.waitForSelector(entry);
      await page.click(entry);
      await page.waitForSelector('.extension-editor');
      const readme = pageIn(page).locator('html');
      await readme.locator('img').first().waitFor({ state: 'attached' });
      const pictures = await readme.evaluate(listPictures);
      await take('page');
      // Newer versions remove the source of every picture that does not come from the web, and show its description.
      const isRemoved = ({ start }) => start === '' && chosenVSCode().version !== '1.99';
      const failed = pictures.filter((picture) => picture.width === 0 && !isRemoved(picture));
      expect(pictures.length > 0 && failed.length === 0, `Pictures: ${JSON.stringify(pictures)}`);
      expect(!(await readme.innerText()).includes('npm ci'), 'The page tells users to run “npm ci”.');
    },
  },
];
