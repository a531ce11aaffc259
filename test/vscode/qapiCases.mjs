import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { TEA_FILES } from './teaFiles.mjs';
import {
  actions,
  goAfter,
  hover,
  marks,
  openFixes,
  see,
  seeLanguage,
  seeLine,
  suggestions,
} from './tour/hands.mjs';

/** The cases of QAPI schemas in the editor. */

const KETTLE = 'qapi/kettle.json';

/** Writes the tree of schemas into the workspace. */
const prepareTree = async (workspace) => {
  for (const [name, text] of Object.entries(TEA_FILES)) {
    const file = path.join(workspace, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return { end: async () => {} };
};

/** The first part of a line of code that is coloured as one token. */
const token = (page, text) =>
  page
    .locator('.view-line span span')
    .filter({ hasText: new RegExp(`^${text}$`) })
    .first();

/** @type {import('./uiCases.mjs').Case[]} */
export const qapiCases = [
  {
    title: 'a schema explains a type, leads to its definition and shows its rules',
    file: KETTLE,
    picture: 'schema-hover',
    size: { width: 820, height: 1060 },
    prepare: prepareTree,
    steps: async (page, photograph) => {
      await seeLanguage(page, 'QAPI Schema');
      await page.locator('[id="status.languageStatus"]').hover();
      await see(page, hover, 'Rules of QEMU 10.2');
      await see(page, hover, 'the VERSION file of the source tree contains 10.2.0');
      await see(page, hover, 'QAPI schema, part of qapi/qapi-schema.json');
      await see(page, hover, 'no problems');
      await page.mouse.move(0, 0);
      await page.waitForSelector(hover, { state: 'hidden' });
      await token(page, 'Cup').hover();
      await see(page, hover, 'A cup on the tray.');
      await see(page, hover, 'how big it is');
      await photograph();
      if (await page.isVisible(marks)) throw new Error('The schema has a problem.');
      await goAfter(page, "'cup': 'C");
      await page.keyboard.press('F12');
      await see(page, '.tab.active', 'cups.json');
      await seeLine(page, "{ 'struct': 'Cup',");
      if (await page.isVisible(marks)) throw new Error('The included schema has a problem.');
    },
  },
  {
    title: 'a schema is changed by a fix, a completion and a new name',
    file: KETTLE,
    picture: 'schema-fix',
    size: { width: 820, height: 1060 },
    prepare: prepareTree,
    steps: async (page, photograph) => {
      await seeLanguage(page, 'QAPI Schema');
      await goAfter(page, "'returns': 'Cup");
      await page.keyboard.type('p');
      await page.waitForSelector(marks);
      // Pointing at a word turns it into a link while Control is down.
      await page.mouse.move(0, 0);
      await openFixes(page);
      await see(page, `${actions}.focused`, 'Replace with “Cup”');
      await photograph();
      await page.keyboard.press('Enter');
      await seeLine(page, "'returns': 'Cup',");
      await page.waitForSelector(marks, { state: 'detached' });
      await goAfter(page, 'comes first');
      await page.keyboard.type(' or @c');
      await see(page, `${suggestions}.focused`, 'cup');
      await page.keyboard.press('Tab');
      await seeLine(page, 'comes first or @cup');
      await goAfter(page, "'cup': 'C");
      await page.keyboard.press('F2');
      await page.waitForSelector('.rename-box input:focus');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Mug');
      await page.keyboard.press('Enter');
      await seeLine(page, "'cup': 'Mug'");
      await seeLine(page, '# Fills a `Mug`');
      await page.keyboard.press('F12');
      await see(page, '.tab.active', 'cups.json');
      await seeLine(page, '# @Mug:');
      await seeLine(page, "{ 'struct': 'Mug',");
      await page.waitForSelector(marks, { state: 'detached' });
    },
  },
];
