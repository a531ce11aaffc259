/** Steps of the tour: settings, and the documentation of a rule. */
import path from 'node:path';
import { pageIn } from '../pageCases.mjs';
import {
  actions,
  hover,
  marks,
  openFile,
  openFixes,
  pickTitle,
  picks,
  runCommand,
  see,
  seeLightBulb,
} from './hands.mjs';

const SAMPLE = 'qemu/firmware/63-mistake-misspelt-feature.json';

/** Opens the sample and puts the cursor on its mistake. */
async function openMistake({ page, workspace }) {
  await openFile(page, path.join(workspace, SAMPLE));
  await page.waitForSelector(marks);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('F8');
  await page.keyboard.press('Escape');
  await seeLightBulb(page);
}

/** @type {import('./hands.mjs').Step[]} */
export const settings = [
  {
    title: 'the version of QEMU is chosen from a list or written',
    act: async ({ page, take }) => {
      await runCommand(page, 'Preferences: Open Settings (UI)');
      await page.waitForSelector('.settings-editor .suggest-input-container');
      await page.click('.settings-editor .suggest-input-container');
      await page.keyboard.type('qemuFirmware');
      await see(page, '.settings-editor .setting-item', 'Qemu Version');
      await take('setting');
      await runCommand(page, 'Revert and Close Editor');
    },
  },
  {
    title: 'the version of QEMU is chosen by its command',
    act: async ({ page, workspace, take }) => {
      await openFile(page, path.join(workspace, 'qemu/firmware/12-ovmf.json'));
      await page.click('[id="status.languageStatus"]');
      await page.waitForSelector(hover);
      await take('status of the language');
      await page.click(`${hover} a:has-text("Choose Version")`);
      await see(page, picks, '11.1');
      await take('versions');
    },
  },
  {
    title: 'the severity that a rule has is preselected',
    act: async (stage) => {
      const { page, take } = stage;
      await openMistake(stage);
      await openFixes(page);
      await see(page, actions, 'everity');
      await take('fixes');
      // A menu ignores clicks right after it has opened.
      const entry = page.locator(`${actions}.focused:has-text("everity")`);
      for (let left = await page.locator(actions).count(); left > 0 && !(await entry.isVisible()); left -= 1)
        await page.keyboard.press('ArrowDown');
      await entry.waitFor();
      await page.keyboard.press('Enter');
      await see(page, pickTitle, 'Severity of');
      await see(page, `${picks}.focused`, 'current');
      await take('severities');
    },
  },
  {
    title: 'the link of a rule opens its documentation from the hover',
    act: async (stage) => {
      const { page, take } = stage;
      await openMistake(stage);
      await page.locator(marks).first().hover({ force: true });
      const link = `${hover} a:has-text("unknown-value")`;
      await page.waitForSelector(link);
      await take('hover');
      await page.click(link);
      await pageIn(page).locator(':is(h1, h2, h3):has-text("unknown-value")').first().waitFor();
      await take('documentation');
    },
  },
];
