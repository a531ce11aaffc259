/** Steps of the tour: a descriptor is written. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  choose,
  expect,
  goAfter,
  openFile,
  picks,
  pickTitle,
  runCommand,
  see,
  seeGhost,
  seeLanguage,
  seeLine,
  suggestions,
  tidy,
  withText,
} from './hands.mjs';

const FOLDER = 'qemu/firmware';

/** Writes a file of the workspace and opens it. @param {import('./hands.mjs').Stage} stage */
async function openNew({ page, workspace }, name, text) {
  const file = path.join(workspace, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  await openFile(page, file);
  return file;
}

/** Returns a sample with the path of an image removed. */
const without = (workspace, sample, image) =>
  readFileSync(path.join(workspace, FOLDER, sample), 'utf8').replace(image, '');

/** Lists completions at the cursor. @param {string} expected the start of the label of one of them */
async function complete(page, expected) {
  // With an earlier list, which typing narrows down, the keys would show the details of its first row.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Space');
  await page.waitForSelector(`${suggestions}[aria-label^=${JSON.stringify(expected)}]`);
}

/** @type {import('./hands.mjs').Step[]} */
export const writing = [
  {
    title: 'an empty file shows which keys to press',
    act: async (stage) => {
      const { page, take } = stage;
      await openNew(stage, `${FOLDER}/80-empty.json`, '');
      await seeLanguage(page, 'QEMU Firmware Descriptor');
      await seeGhost(page, 'Ctrl+Space');
      await take('placeholder');
    },
  },
  {
    title: 'templates have readable names and tab stops',
    act: async (stage) => {
      const { page, take } = stage;
      await openNew(stage, `${FOLDER}/81-template.json`, '');
      await seeLanguage(page, 'QEMU Firmware Descriptor');
      await complete(page, 'UEFI with Secure Boot, x86_64');
      await take('list');
      await page.keyboard.press('ArrowDown');
      await see(page, `${suggestions}.focused`, 'UEFI with Secure Boot, x86_64');
      await page.keyboard.press('Enter');
      await seeLine(page, '"secure-boot"');
      await page.waitForSelector('.monaco-editor :is(.snippet-placeholder, .finish-snippet-placeholder)', {
        state: 'attached',
      });
      await take('inserted');
      await page.keyboard.press('Escape');
      const lines = (await page.locator('.view-lines').first().innerText()).replaceAll('\u00a0', ' ');
      expect(!lines.includes('verbose-dynamic'), 'The template claims verbose-dynamic.');
    },
  },
  {
    title: 'a path is completed, with a description of each image',
    act: async (stage) => {
      const { page, workspace, take } = stage;
      const text = without(workspace, '12-ovmf.json', /\/usr\/share\/OVMF\/OVMF_CODE[^"]*/);
      await openNew(stage, `${FOLDER}/82-path.json`, text);
      await goAfter(page, '"filename": "');
      await complete(page, '/usr/share/OVMF/OVMF_CODE_4M.fd');
      await take('images that others name');
      await page.keyboard.type('/usr/share/');
      await complete(page, 'OVMF/');
      await take('folders');
      await page.keyboard.type('OVMF/');
      await complete(page, 'OVMF_CODE_4M.fd');
      await take('files of a folder');
    },
  },
  {
    title: 'the template of uefi-vars is completed',
    act: async (stage) => {
      const { page, workspace, machine, take } = stage;
      writeFileSync(
        path.join(machine, 'usr/share/OVMF/OVMF_VARS.json'),
        '{ "version": 2, "variables": [] }\n',
      );
      const text = without(workspace, '24-ovmf-uefi-vars.json', /(?<="template": ")[^"]*/);
      await openNew(stage, `${FOLDER}/83-uefi-vars.json`, text);
      await goAfter(page, '"template": "');
      await page.keyboard.type('/usr/share/OVMF/');
      await complete(page, 'OVMF_VARS.json');
      await take('template');
    },
  },
  {
    title: 'New File offers descriptors',
    act: async ({ page, take }) => {
      await runCommand(page, 'Create: New File...');
      await see(page, picks, 'QEMU');
      await take('entries');
      const entries = await page.locator(withText(picks, 'QEMU')).allInnerTexts();
      expect(entries.length >= 3, `The only entries are: ${entries.join(' | ')}`);
    },
  },
  {
    title: 'a descriptor is created from an image',
    act: async ({ page, machine, take }) => {
      await runCommand(page, 'New Descriptor from Image…');
      await page.waitForSelector('.quick-input-box input');
      await page.waitForSelector(picks);
      await take('where the dialog starts');
      const start = await page.inputValue('.quick-input-box input');
      expect(/usr\/share/.test(start), `The dialog starts in ${start}`);
      await page.keyboard.press('Control+a');
      await page.keyboard.type(path.join(machine, 'usr/share/OVMF/OVMF_CODE_4M.fd'));
      await page.keyboard.press('Enter');
      // The command asks for what the image does not show; the first answer to each question will do.
      for (const titles = new Set(); ;) {
        await page.waitForFunction(
          (known) => {
            /* global document */
            const shown = document.querySelector('.quick-input-titlebar .quick-input-title')?.textContent;
            return shown && !known.includes(shown);
          },
          [...titles],
        );
        const title = await page.locator(pickTitle).innerText();
        titles.add(title);
        await page.waitForSelector(picks);
        if (/folder/i.test(title)) break;
        await page.keyboard.press('Enter');
      }
      await take('folders for the descriptor');
      // Below a root, whose users are unknown, only the folder for all users is offered.
      await choose(page, path.join(machine, 'etc/qemu/firmware'));
      await seeLine(page, 'OVMF_CODE_4M.fd');
      await take('descriptor');
    },
  },
  {
    title: 'a paste turns a file into a descriptor',
    act: async (stage) => {
      const { page, workspace, take } = stage;
      await openFile(page, path.join(workspace, FOLDER, '12-ovmf.json'));
      await page.click('.editor-instance .view-lines');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+c');
      await tidy(page);
      await openNew(stage, 'pasted.json', '');
      await seeLanguage(page, 'JSON');
      await page.click('.editor-instance .view-lines');
      await page.keyboard.press('Control+v');
      await seeLine(page, '"interface-types"');
      await seeLanguage(page, 'QEMU Firmware Descriptor');
      await take('language after the paste');
    },
  },
];
