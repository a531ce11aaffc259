/** Steps of the tour: a quick fix repairs broken JSON. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, marks, openFile, openFixes, see, seeLightBulb } from './hands.mjs';

/** @param {string | RegExp} part of the sample @param {string} broken what a user turns it into */
const change = (part, broken) => (text) => {
  const changed = text.replace(part, broken);
  expect(changed !== text, `The sample has no ${part}.`);
  return changed;
};

/** Mistakes that users make in a valid descriptor. */
const MISTAKES = {
  'a missing bracket': change(/(?<="uefi"\n)\s*\](?=,)/, ''),
  'a missing comma': change('"uefi"\n    ],', '"uefi"\n    ]'),
  'curly quotes': change(/"(description|mode|flash|split)"/g, '“$1”'),
  'single quotes and a word of Python': change(/"features": \[/, '\'verified\': None,\n    "features": ['),
  'merge conflict markers': change(
    /( *"description":.*\n)/,
    '<<<<<<< HEAD\n$1=======\n    "description": "Other",\n>>>>>>> topic\n',
  ),
};

const SAMPLE = '12-ovmf.json';

/** Applies the fix for the first mark, and saves. @returns the text of the file afterwards */
async function repair(page, take, file) {
  const broken = readFileSync(file, 'utf8');
  await page.waitForSelector(marks);
  await page.keyboard.press('F8');
  await page.waitForSelector('.peekview-widget, .marker-widget, .zone-widget');
  await take('finding');
  await page.keyboard.press('Escape');
  await seeLightBulb(page);
  await openFixes(page);
  await take('fixes');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.tab.active.dirty');
  await page.keyboard.press('Control+s');
  await page.waitForSelector('.tab.active:not(.dirty)');
  await take('repaired');
  const text = readFileSync(file, 'utf8');
  expect(text !== broken, 'The fix has changed nothing.');
  return text;
}

/** @type {import('./hands.mjs').Step[]} */
export const repairing = Object.entries(MISTAKES).map(([title, breakText], index) => ({
  title: `${title} is found and repaired`,
  act: async ({ page, workspace, take }) => {
    const file = path.join(workspace, 'qemu/firmware', `9${index}-broken.json`);
    const good = readFileSync(path.join(workspace, 'qemu/firmware', SAMPLE), 'utf8');
    writeFileSync(file, breakText(good));
    await openFile(page, file);
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+Home');
    await page.waitForSelector(marks);
    await see(page, '[id="status.problems"]', '');
    const text = await repair(page, take, file);
    try {
      JSON.parse(text);
    } catch (error) {
      throw new Error(`After the fix: ${error.message}`, { cause: error });
    }
  },
}));
