/** Steps of the tour: the page that explains a selection, and the questions that lead to it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LINES, THEMES, pageIn } from '../pageCases.mjs';
import { findFaults } from '../readability.mjs';
import { choose, expect, openFile, picks, pickTitle, runCommand, see } from './hands.mjs';

/** At double zoom, the page has half the width. */
const SIZES = [
  { name: 'wide', width: 1000, zoom: 1 },
  { name: '320 px', width: 320, zoom: 1 },
  { name: '200 percent', width: 640, zoom: 2 },
];
const USUAL = { width: 1280, height: 800 };

/** @type {import('./hands.mjs').Step[]} */
export const explaining = [
  {
    title: 'a guest is described in numbered steps, with a Back button',
    act: async ({ page, take }) => {
      const step = (count) => see(page, pickTitle, `(${count})`);
      await runCommand(page, 'Explain Firmware Selection…');
      await step('1/7');
      await see(page, picks, 'guest.xml');
      await take('which guest');
      await choose(page, 'Describe a guest');
      await step('2/7');
      await take('architecture');
      await choose(page, 'x86_64');
      await step('3/7');
      await page.keyboard.type('pc-q35-8.2');
      await see(page, picks, 'pc-q35-8.2');
      await take('a machine of one’s own');
      await page.keyboard.press('Enter');
      await step('4/7');
      await page.click('.quick-input-titlebar .codicon-quick-input-back');
      await step('3/7');
      await take('back');
      await page.keyboard.press('Enter');
      for (const count of ['4/7', '5/7', '6/7']) {
        await step(count);
        await page.keyboard.press('Enter');
      }
      await step('7/7');
      await take('consumer');
      await page.keyboard.press('Enter');
      await pageIn(page).locator('dd:has-text("pc-q35-8.2")').waitFor();
      await take('page');
    },
  },
  ...Object.entries(THEMES).map(([kind, findTheme]) => ({
    title: `the page is readable in a theme: ${kind}`,
    act: async ({ page, workspace, take }) => {
      const theme = findTheme();
      await openFile(page, path.join(workspace, 'guest.xml'));
      await page.click('.codelens-decoration a:has-text("Firmware:")');
      await pageIn(page).locator('header h1').waitFor();
      const faults = [];
      const useTheme = prepareThemes(workspace);
      try {
        useTheme(theme);
        await pageIn(page).locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
        await page.keyboard.press('Control+k');
        await page.keyboard.press('Control+m');
        for (const { name, width, zoom } of SIZES) {
          await page.setViewportSize({ ...USUAL, width });
          const how = { width, zoom, lines: LINES };
          const found = await pageIn(page).locator('html').evaluate(findFaults, how);
          faults.push(...found.map((fault) => `${name}: ${fault}`));
          await take(name);
        }
      } finally {
        await page.setViewportSize(USUAL);
        await page.keyboard.press('Control+k');
        await page.keyboard.press('Control+m');
        useTheme(undefined);
      }
      expect(faults.length === 0, faults.join('\n'));
    },
  })),
];

/** The theme is set in the workspace, where a change of the file takes effect at once. */
function prepareThemes(workspace) {
  const settings = path.join(workspace, '.vscode/settings.json');
  mkdirSync(path.dirname(settings), { recursive: true });
  return (theme) => writeFileSync(settings, JSON.stringify({ 'workbench.colorTheme': theme }));
}
